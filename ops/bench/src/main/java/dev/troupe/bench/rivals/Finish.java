package dev.troupe.bench.rivals;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Where the thread that started a round waits for its end.
final class Finish {
    static final String PATIENCE = "troupe.bench.patience";
    private static final int LIMIT_SECONDS = Integer.getInteger(PATIENCE, 120);

    private volatile CountDownLatch left = new CountDownLatch(0);

    /// Before the first message of a round: how often it must be reached.
    void expect(int times) {
        left = new CountDownLatch(times);
    }

    void reached() {
        left.countDown();
    }

    /// Waits until it was reached as often as expected.
    void await() throws InterruptedException {
        CountDownLatch latch = left;
        if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS))
            throw new IllegalStateException("messages were lost: still expected=" + latch.getCount());
    }

    static void check(String what, long expected, long actual) {
        if (expected != actual)
            throw new IllegalStateException("wrong " + what + ": expected=" + expected + ", actual=" + actual);
    }
}
