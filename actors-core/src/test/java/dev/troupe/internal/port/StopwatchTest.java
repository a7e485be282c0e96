package dev.troupe.internal.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is added up, and that it never goes back for who looks on.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopwatchTest {
    private static final int TIMES = 200_000;

    @Test
    void addsUpWhileItRunsOnly() {
        Stopwatch watch = new Stopwatch();
        assertThat(watch.nanos()).isZero();
        assertThat(watch.isRunning()).isFalse();
        long before = System.nanoTime();
        watch.start();
        watch.start();
        assertThat(watch.isRunning()).isTrue();
        long least = System.nanoTime();
        while (watch.nanos() < 1_000_000) Thread.onSpinWait();
        watch.stop();
        watch.stop();
        long sum = watch.nanos();
        assertThat(sum).isBetween(1_000_000L, System.nanoTime() - before);
        assertThat(watch.nanos()).isEqualTo(sum);
        watch.start();
        assertThat(watch.nanos()).isBetween(sum, System.nanoTime() - least + sum);
    }

    @Test
    void neverGoesBackForWhoLooksOn() throws Exception {
        Stopwatch watch = new Stopwatch();
        CountDownLatch looks = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(1)) {
            Future<?> runs = pool.submit(() -> {
                looks.await();
                for (int time = 0; time < TIMES; time++) {
                    watch.start();
                    watch.stop();
                }
                return null;
            });
            looks.countDown();
            long before = 0;
            while (!runs.isDone()) {
                long now = watch.nanos();
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
            runs.get();
        }
    }
}
