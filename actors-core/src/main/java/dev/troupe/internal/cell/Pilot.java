package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.port.SpinLock;
import dev.troupe.internal.scheduler.Turn;
import org.jspecify.annotations.Nullable;

/// An entry of nobody's that is sent through a scheduler to see how long it takes to get a turn. One is on its way at a time.
final class Pilot implements Turn<Chain> {
    private final SpinLock lock = new SpinLock();
    private long departedNanos; // guarded by lock
    private long tookNanos = -1; // guarded by lock
    private boolean underway; // guarded by lock

    /// Sends it on its way.
    ///
    /// @return false if it is already
    boolean departs() {
        lock.lock();
        try {
            if (underway) return false;
            underway = true;
            departedNanos = System.nanoTime();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Chain take(Object argument) {
        lock.lock();
        try {
            tookNanos = System.nanoTime() - departedNanos;
            underway = false;
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// How long the last one took, or the one on its way if that is more.
    long delayNanos() {
        lock.lock();
        try {
            return underway ? Math.max(tookNanos, System.nanoTime() - departedNanos) : tookNanos;
        } finally {
            lock.unlock();
        }
    }
}
