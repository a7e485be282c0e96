package dev.troupe.internal.port;

/// Adds up for how long something goes on. One thread at a time starts and stops it; any thread may read it, and what it reads
/// never goes back.
///
/// *One word.* Whether it runs and the sum are one value: while it rests, the complement of the sum; while it runs, the time since the
/// origin that a sum of nothing would have begun at. So who reads never has a part of a change. It reads once more what it has
/// read before the clock, for the sum of one who has stopped meanwhile stands still.
public final class Stopwatch {
    private final long originNanos = System.nanoTime();
    private volatile long mark = ~0L;

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
        while (true) {
            long read = mark;
            if (read < 0) return ~read;
            long sum = System.nanoTime() - originNanos - read;
            if (mark == read) return sum;
        }
    }
}
