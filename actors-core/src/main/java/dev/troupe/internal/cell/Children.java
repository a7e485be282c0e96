package dev.troupe.internal.cell;

import dev.troupe.ChildrenStop;
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

    /// Tells all of them to stop, or the youngest: each goes to the front of the deque, so the youngest is told first.
    void stop(ChildrenStop order) {
        if (order == ChildrenStop.TOGETHER) for (Cell<?> cell : oldestFirst()) tell(cell, Control.STOP);
        else if (youngest != null) tell(youngest, Control.STOP);
    }

    /// Tells all of them to end at once.
    void kill() {
        for (Cell<?> cell : oldestFirst()) tell(cell, Control.KILL);
    }

    private static void tell(Cell<?> cell, Control signal) {
        cell.home.send(cell, signal, true);
    }

    /// Visits each, the youngest first; the visitor may remove the one it is given.
    void youngestFirst(Consumer<Cell<?>> visitor) {
        for (Cell<?> cell = youngest, older; cell != null; cell = older) {
            older = cell.life.older;
            visitor.accept(cell);
        }
    }

    /// Adds the youngest, or among children that have places, one before those whose places are behind its own.
    void add(Cell<?> cell) {
        Cell<?> before = null;
        Cell<?> older = youngest;
        for (long place = cell.life.place(); older != null && older.life.place() > place; older = older.life.older)
            before = older;
        cell.life.older = older;
        cell.life.younger = before;
        if (older != null) older.life.younger = cell;
        if (before != null) before.life.older = cell;
        else youngest = cell;
    }

    /// Takes one out, if it is here.
    void remove(Cell<?> cell) {
        Cell<?> older = cell.life.older;
        Cell<?> younger = cell.life.younger;
        if (younger == null && youngest != cell) return;
        if (older != null) older.life.younger = younger;
        if (younger != null) younger.life.older = older;
        else youngest = older;
        cell.life.older = null;
        cell.life.younger = null;
    }
}
