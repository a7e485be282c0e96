package dev.troupe.simulation;

import dev.troupe.spi.SystemClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A clock that stands still until it is advanced. Any thread may call it.
///
/// A wait begins at the time that the clock shows then. So one big advance wakes a loop of sleeps once: its next sleep begins
/// at the new time. Advance step by step to see each; a timer at a fixed rate makes up by itself.
///
/// A system with this clock ends its `run()` when only timers are left; advance the clock and run again. Limits of driving and
/// closing, such as that of `run(Duration)`, are real time.
///
/// {@snippet file="dev/troupe/SimulationSnippetsTest.java" region="clock"}
public final class ManualClock implements SystemClock {
    private final Set<Thread> parked = ConcurrentHashMap.newKeySet();
    /// No monitor: bodies on virtual threads ask, and one that waits for it needs the worker that may be waiting, too.
    private final AtomicLong nanos = new AtomicLong();
    private final Instant start;

    /// A clock that starts at the epoch.
    public ManualClock() {
        this(Instant.EPOCH);
    }

    /// A clock that starts at a point in time.
    ///
    /// @param start the first instant
    public ManualClock(Instant start) {
        this.start = start;
    }

    /// Moves time on. What is due then runs when the system is driven next.
    ///
    /// @param time how far
    /// @throws IllegalArgumentException if it is negative
    public void advance(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("time must not go back: advance by=" + time);
        long more = time.toNanos();
        nanos.updateAndGet(before -> Math.addExact(before, more));
        parked.forEach(LockSupport::unpark);
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.get());
    }

    @Override
    public boolean movesByItself() {
        return false;
    }

    @Override
    public void park(long deadlineNanos, long realNanos) {
        Thread self = Thread.currentThread();
        parked.add(self);
        try {
            // after it can be found: an advance before this line is seen, one after it unparks
            if (deadlineNanos - nanoTime() > 0) LockSupport.parkNanos(this, realNanos);
        } finally {
            parked.remove(self);
        }
    }
}
