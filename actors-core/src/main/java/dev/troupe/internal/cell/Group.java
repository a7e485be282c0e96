package dev.troupe.internal.cell;

import dev.troupe.internal.port.SpinLock;
import java.util.concurrent.atomic.LongAdder;

/// Actors whose figures are summed up. What lives counts for itself; here is what has ended. Any thread may call it.
final class Group {
    private final String name;
    private final LongAdder started = new LongAdder();
    /// Messages that those have taken who have ended, and what counters have gone over by.
    private final LongAdder processed = new LongAdder();
    /// The greatest sum shown: what goes over to this account while somebody adds up is in neither.
    private long shown; // guarded by lock
    private final SpinLock lock = new SpinLock();

    Group(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void started() {
        started.increment();
    }

    void ended(int taken) {
        if (taken != 0) processed.add(Integer.toUnsignedLong(taken));
    }

    void carried(long messages) {
        processed.add(messages);
    }

    long startedCount() {
        return started.sum();
    }

    /// To be read before the living are added.
    long processedByEnded() {
        return processed.sum();
    }

    /// @param sum of the living and the ended
    long shown(long sum) {
        lock.lock();
        try {
            shown = Math.max(shown, sum);
            return shown;
        } finally {
            lock.unlock();
        }
    }
}
