package dev.troupe.internal.port;

import java.util.concurrent.atomic.AtomicBoolean;

/// A lock for a few steps that don't wait, without a queue of who waits for it.
///
/// *Why no monitor.* A body on a virtual thread that waits for a monitor leaves its thread and stands first in that monitor's
/// queue. If the thread that would have to resume it then waits for the same monitor, behind it, neither gets on. Whoever
/// waits here has no place in any queue, so whoever runs can take it.
///
/// Not reentrant. Any thread may call it.
public final class SpinLock {
    private static final int SPINS = 128;

    private final AtomicBoolean taken = new AtomicBoolean();

    /// Returns when the calling thread has the lock.
    @SuppressWarnings("ThreadPriorityCheck") // the owner may have been taken off its processor
    public void lock() {
        while (!taken.compareAndSet(false, true)) {
            for (int spins = 0; spins < SPINS && taken.get(); spins++) Thread.onSpinWait();
            if (taken.get()) Thread.yield();
        }
    }

    /// Gives the lock back.
    public void unlock() {
        taken.set(false);
    }
}
