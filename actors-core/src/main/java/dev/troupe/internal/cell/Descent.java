package dev.troupe.internal.cell;

import dev.troupe.spi.TreeFigures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Goes from actors down to their children, parents before children and each parent's by name, until there are enough. An actor's
/// own list of its children is of its turns; so they are found by who their parent is. Used by one thread.
final class Descent {
    private final Home home;
    private final int limit;
    private final List<Cell<?>> rows = new ArrayList<>();
    private final ArrayDeque<Cell<?>> next = new ArrayDeque<>();

    Descent(Home home, int limit) {
        this.home = home;
        this.limit = limit;
    }

    /// @param root the topmost one; empty for all at the top
    List<TreeFigures> from(String root) {
        if (root.isEmpty()) addTop();
        else {
            Cell<?> cell = home.registry.find(root);
            if (cell != null) next.add(cell);
        }
        if (!next.isEmpty()) descend();
        Views views = new Views(home);
        return rows.stream().map(views::node).toList();
    }

    private void addTop() {
        Best<Cell<?>> top = best();
        home.registry.forEach(cell -> {
            if (cell.life.parent == null) top.add(cell);
        });
        next.addAll(top.from(0));
    }

    private Best<Cell<?>> best() {
        return new Best<>(room(), Comparator.comparing(Cell::name));
    }

    private int room() {
        return limit - rows.size() - next.size();
    }

    private void descend() {
        Map<Cell<?>, List<Cell<?>>> below = room() > 0 ? below() : Map.of();
        while (!next.isEmpty() && rows.size() < limit) {
            Cell<?> cell = next.removeFirst();
            rows.add(cell);
            List<Cell<?>> children = below.get(cell);
            if (children == null || room() <= 0) continue;
            Best<Cell<?>> first = best();
            children.forEach(first::add);
            next.addAll(first.from(0));
        }
    }

    private Map<Cell<?>, List<Cell<?>>> below() {
        Map<Cell<?>, List<Cell<?>>> below = new HashMap<>();
        home.registry.forEach(cell -> {
            Cell<?> parent = cell.life.parent;
            if (parent != null) below.computeIfAbsent(parent, _ -> new ArrayList<>(2)).add(cell);
        });
        return below;
    }
}
