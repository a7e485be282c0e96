package dev.troupe.internal.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Cells of one parent, in the order of spawning: a list through the cells themselves, so that any of them leaves in
/// constant time and a childless actor pays nothing.
public final class Children {
    private @Nullable Cell<?> youngest;

    Children() {}

    /// The one spawned last, or null if there is none.
    public @Nullable Cell<?> youngest() {
        return youngest;
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return youngest == null;
    }

    /// All of them, the oldest first.
    public List<Cell<?>> oldestFirst() {
        List<Cell<?>> cells = new ArrayList<>();
        youngestFirst(cells::add);
        Collections.reverse(cells);
        return cells;
    }

    /// Visits each, the youngest first; the visitor may remove the one it is given.
    void youngestFirst(Consumer<Cell<?>> visitor) {
        for (Cell<?> cell = youngest, older; cell != null; cell = older) {
            older = cell.older;
            visitor.accept(cell);
        }
    }

    void add(Cell<?> cell) {
        cell.older = youngest;
        if (youngest != null) youngest.younger = cell;
        youngest = cell;
    }

    void remove(Cell<?> cell) {
        Cell<?> older = cell.older;
        Cell<?> younger = cell.younger;
        if (older != null) older.younger = younger;
        if (younger != null) younger.older = older;
        else youngest = older;
        cell.older = null;
        cell.younger = null;
    }
}
