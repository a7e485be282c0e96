package dev.troupe.internal.cell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How long the oldest message of an actor has waited at least, as far as that can be told from one look to the next: what
/// waited at the first look and is not taken at the second has waited that long. Nothing is noted of the messages
/// themselves. Any thread.
final class Ages {
    /// @param until how many messages are taken when all that waited then are
    private record Mark(long nanos, long until) {}

    private final Map<Cell<?>, Mark> marks = new ConcurrentHashMap<>();

    /// Looks at an actor.
    ///
    /// @return nanoseconds; `-1` if nothing waits
    long of(Cell<?> cell) {
        int depth = cell.depth();
        Mark before = marks.isEmpty() ? null : marks.get(cell);
        if (depth == 0) {
            if (before != null) marks.remove(cell);
            return -1;
        }
        long now = System.nanoTime();
        long taken = cell.home.watching.processed(cell);
        if (before != null && taken < before.until) return age(before, now);
        marks.put(cell, new Mark(now, taken + 1));
        return 0;
    }

    /// What the last look has shown.
    long seen(Cell<?> cell) {
        Mark mark = marks.get(cell);
        return mark == null ? -1 : age(mark, System.nanoTime());
    }

    private static long age(@Nullable Mark mark, long now) {
        return mark == null ? -1 : Math.max(0, now - mark.nanos);
    }

    /// Forgets who has ended.
    void prune() {
        if (!marks.isEmpty()) marks.keySet().removeIf(cell -> cell.life.ended() != null);
    }
}
