package dev.troupe.internal.offload;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread of a crew: does its work, takes more, waits idle for a while, and ends.
///
/// Whoever takes it from the idle ones, under the crew's lock, gives it work; nobody else does. So a thread that wants to end and
/// finds itself taken waits for that work, which comes at once.
final class Hand implements Runnable {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Crew crew;
    private volatile @Nullable Work<?> given;
    private volatile boolean dismissed;
    private volatile @Nullable Thread thread;

    Hand(Crew crew, Work<?> first) {
        this.crew = crew;
        this.given = first;
    }

    /// Gives it work. Called by who has taken it from the idle ones.
    void give(Work<?> work) {
        given = work;
        wake();
    }

    /// Has it end. Called when it is none of the idle ones any more, and nobody will give it work.
    void dismiss() {
        dismissed = true;
        wake();
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        for (Work<?> work = taken(); work != null; work = taken()) {
            for (Work<?> next = work; next != null; next = crew.next(next, this)) next.run();
        }
    }

    /// What it was given, when it comes.
    ///
    /// @return null if nothing came for long, or the crew is closed
    private @Nullable Work<?> taken() {
        long end = System.nanoTime() + IDLE_NANOS;
        while (true) {
            Work<?> work = given;
            if (work != null) {
                given = null;
                return work;
            }
            long left = end - System.nanoTime();
            if (dismissed || left <= 0 && crew.leaves(this)) return null;
            LockSupport.parkNanos(this, Math.max(left, 1));
            Thread.interrupted(); // an interrupt would have it spin
        }
    }
}
