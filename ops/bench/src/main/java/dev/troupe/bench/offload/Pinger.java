package dev.troupe.bench.offload;

import java.util.concurrent.locks.LockSupport;

/// A thread outside that puts a question, parks until it is answered, and pauses. Somebody answers from another thread.
final class Pinger {
    private static final long PAUSE_NANOS = 1_000_000;

    private final Thread asker = Thread.currentThread();
    private volatile boolean answered;

    /// Called by whoever answers.
    void answer() {
        answered = true;
        LockSupport.unpark(asker);
    }

    /// Puts questions without a pause, until everything is compiled.
    void warm(Runnable question, int pings) {
        for (int n = 0; n < pings; n++) ping(question);
    }

    /// Puts questions, one about each millisecond.
    ///
    /// @return nanoseconds that each took
    long[] pings(Runnable question, int pings) {
        long[] nanos = new long[pings];
        for (int n = 0; n < pings; n++) {
            // an unpark left over from the round before ends a park at once
            long end = System.nanoTime() + PAUSE_NANOS;
            for (long left = PAUSE_NANOS; left > 0; left = end - System.nanoTime()) LockSupport.parkNanos(left);
            nanos[n] = ping(question);
        }
        return nanos;
    }

    private long ping(Runnable question) {
        answered = false;
        long start = System.nanoTime();
        question.run();
        while (!answered) LockSupport.park();
        return System.nanoTime() - start;
    }
}
