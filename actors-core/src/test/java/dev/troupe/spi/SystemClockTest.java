package dev.troupe.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How long the machine's own clock parks a thread.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemClockTest {
    private static final long FAR = Long.MAX_VALUE / 4;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    @Test
    void parksWithoutALimitWhereThereIsNone() throws InterruptedException {
        assertParks(System.nanoTime() + FAR, FAR, Thread.State.WAITING);
    }

    @Test
    void parksWithTheNearerOfBothLimits() throws InterruptedException {
        assertParks(System.nanoTime() + HOUR, FAR, Thread.State.TIMED_WAITING);
        assertParks(System.nanoTime() + FAR, HOUR, Thread.State.TIMED_WAITING);
    }

    private static void assertParks(long deadlineNanos, long realNanos, Thread.State how) throws InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().start(() -> SystemClock.REAL.park(deadlineNanos, realNanos));
        await().until(() -> LockSupport.getBlocker(thread) != null || !thread.isAlive());
        await().untilAsserted(() -> assertThat(thread.getState()).isEqualTo(how));
        LockSupport.unpark(thread);
        thread.join();
    }
}
