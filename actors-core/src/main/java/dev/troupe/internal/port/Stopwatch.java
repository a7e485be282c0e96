package dev.troupe.internal.port;

import java.util.concurrent.atomic.AtomicLong;

/// Adds up for how long something goes on. One thread at a time starts and stops it; any thread may read it, and what it reads
/// never goes back.
///
/// *One word.* Whether it runs and the sum are one value: while it rests, the complement of the sum; while it runs, the time since the
/// origin that a sum of nothing would have begun at. So who reads never has a part of a change.
///
/// *The greatest shown.* Who stops it may be held up between the clock and the write, and who reads meanwhile finds it running
/// longer than it will have. That is not taken back.
public final class Stopwatch {
    private final long originNanos = System.nanoTime();
    private volatile long mark = ~0L;
    private final AtomicLong shown = new AtomicLong();

    /// Goes on, if it doesn't.
    public void start() {
        long now = mark;
        if (now < 0) mark = System.nanoTime() - originNanos - ~now;
    }

    /// Rests, if it doesn't.
    public void stop() {
        long now = mark;
        if (now >= 0) mark = ~(System.nanoTime() - originNanos - now);
    }

    /// Whether it goes on.
    public boolean isRunning() {
        return mark >= 0;
    }

    /// For how long it has gone on, all in all.
    public long nanos() {
        long read = mark;
        long sum = read < 0 ? ~read : System.nanoTime() - originNanos - read;
        return shown.accumulateAndGet(sum, Math::max);
    }
}
