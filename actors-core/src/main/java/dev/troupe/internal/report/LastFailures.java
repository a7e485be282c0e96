package dev.troupe.internal.report;

import dev.troupe.Failure;
import dev.troupe.SystemSnapshot;
import dev.troupe.spi.FailureEntry;
import java.util.ArrayDeque;
import java.util.List;

/// The last failures of a system, and how many there have been. Any thread may call it.
final class LastFailures {
    private static final int KEPT = 32;

    private record At(Failure failure, long millis) {}

    private final ArrayDeque<At> last = new ArrayDeque<>(KEPT);
    private long count;

    synchronized void add(Failure failure, long atMillis) {
        count++;
        if (last.size() == KEPT) last.removeFirst();
        last.addLast(new At(failure, atMillis));
    }

    synchronized SystemSnapshot snapshot(String system, int actors, long restarts) {
        return new SystemSnapshot(system, actors, restarts, count, last.stream().map(At::failure).toList());
    }

    private synchronized List<At> copy() {
        return List.copyOf(last);
    }

    /// Printed by the caller, who mustn't keep others waiting.
    List<FailureEntry> entries() {
        return copy().stream().map(at -> Entries.of(at.failure, at.millis)).toList();
    }

    List<Failure> failures() {
        return copy().stream().map(At::failure).toList();
    }
}
