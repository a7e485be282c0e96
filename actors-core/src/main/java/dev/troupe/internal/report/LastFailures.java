package dev.troupe.internal.report;

import dev.troupe.Failure;
import dev.troupe.SystemSnapshot;
import java.util.ArrayDeque;
import java.util.List;

/// The last failures of a system, and how many there have been. Any thread may call it.
final class LastFailures {
    private static final int KEPT = 32;

    private final ArrayDeque<Failure> last = new ArrayDeque<>(KEPT);
    private long count;

    synchronized void add(Failure failure) {
        count++;
        if (last.size() == KEPT) last.removeFirst();
        last.addLast(failure);
    }

    synchronized SystemSnapshot snapshot(String system, int actors, long restarts) {
        return new SystemSnapshot(system, actors, restarts, count, List.copyOf(last));
    }
}
