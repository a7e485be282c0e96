package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Turn;
import org.jspecify.annotations.Nullable;

/// An entry of nobody's that is sent through a scheduler to see how long it takes to get a turn. One is on its way at a time.
final class Pilot implements Turn<Chain> {
    private long departedNanos; // guarded by this
    private long tookNanos = -1; // guarded by this
    private boolean underway; // guarded by this

    /// Sends it on its way.
    ///
    /// @return false if it is already
    synchronized boolean departs() {
        if (underway) return false;
        underway = true;
        departedNanos = System.nanoTime();
        return true;
    }

    @Override
    public synchronized @Nullable Chain take(Object argument) {
        tookNanos = System.nanoTime() - departedNanos;
        underway = false;
        return null;
    }

    /// How long the last one took, or the one on its way if that is more.
    synchronized long delayNanos() {
        return underway ? Math.max(tookNanos, System.nanoTime() - departedNanos) : tookNanos;
    }
}
