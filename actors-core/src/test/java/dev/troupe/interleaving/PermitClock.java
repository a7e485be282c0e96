package dev.troupe.interleaving;

import dev.troupe.spi.SystemClock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// A clock whose park ends by a wake-up only, never spuriously: who isn't woken sleeps for ever. Time stands until
/// somebody moves it.
public final class PermitClock implements SystemClock {
    private final Semaphore permit = new Semaphore(0);
    private final AtomicLong now = new AtomicLong();
    private Runnable beforePark = () -> {};

    /// Lets the thread that parks, or parks next, go on.
    public void unpark() {
        permit.release();
    }

    /// Moves time; who parks looks at it again.
    public void advance(long nanos) {
        now.addAndGet(nanos);
        unpark();
    }

    /// What is run at the beginning of each park.
    public void beforePark(Runnable work) {
        beforePark = work;
    }

    @Override
    public void park(long deadlineNanos, long realNanos) {
        beforePark.run();
        permit.acquireUninterruptibly();
        permit.drainPermits();
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH;
    }

    @Override
    public boolean movesByItself() {
        return true;
    }
}
