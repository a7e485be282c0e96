package dev.troupe.internal.report;

import dev.troupe.Failure;
import dev.troupe.SystemSnapshot;
import dev.troupe.internal.port.SpinLock;
import dev.troupe.spi.FailureEntry;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last failures of a system, and how many there have been. Any thread may call it.
final class LastFailures {
    private static final int KEPT = 32;

    private static final class At {
        final Failure failure;
        final long millis;
        /// Made when somebody asks first, for a stack is long. Any thread, twice if two ask at once.
        private @Nullable FailureEntry entry;

        At(Failure failure, long millis) {
            this.failure = failure;
            this.millis = millis;
        }

        FailureEntry entry() {
            FailureEntry made = entry;
            if (made == null) entry = made = Entries.of(failure, millis);
            return made;
        }
    }

    private final SpinLock lock = new SpinLock();
    private final ArrayDeque<At> last = new ArrayDeque<>(KEPT); // guarded by lock
    private long count; // guarded by lock

    void add(Failure failure, long atMillis) {
        At next = new At(failure, atMillis);
        lock.lock();
        try {
            count++;
            if (last.size() == KEPT) last.removeFirst();
            last.addLast(next);
        } finally {
            lock.unlock();
        }
    }

    SystemSnapshot snapshot(String system, int actors, long restarts) {
        lock.lock();
        try {
            return new SystemSnapshot(system, actors, restarts, count,
                    last.stream().map(at -> at.failure).toList());
        } finally {
            lock.unlock();
        }
    }

    private List<At> copy() {
        lock.lock();
        try {
            return List.copyOf(last);
        } finally {
            lock.unlock();
        }
    }

    /// Printed by the caller, who mustn't keep others waiting.
    List<FailureEntry> entries() {
        return copy().stream().map(At::entry).toList();
    }

    List<Failure> failures() {
        return copy().stream().map(at -> at.failure).toList();
    }
}
