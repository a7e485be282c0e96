package dev.troupe.ops.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.Altered;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Errors, not only exceptions: memory that was short for a moment. What looks on survives them, or leaves nothing behind.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WatchFailureTest {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final ActorSystem system = ActorSystem.builder().name("failing").build();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final AtomicInteger failed = new AtomicInteger();

    @AfterEach
    void close() {
        system.close();
    }

    private void failIfAsked() {
        if (!fails.get()) return;
        failed.incrementAndGet();
        throw new InternalError("planted");
    }

    private Watch watch(Altered.First first) {
        return new Watch(Altered.before(system.inspect(), "totals", first), PERIOD, Duration.ofMinutes(1));
    }

    /// Dead letters are kept while something is attached, and only then.
    private boolean isHeard() {
        system.tell("nobody", 1);
        return !system.inspect().deadLetters().isEmpty();
    }

    @Test
    void ticksOnAfterAnError() {
        try (Watch watch = watch(this::failIfAsked)) {
            watch.poll();
            fails.set(true);
            await().until(() -> failed.get() >= 2);
            fails.set(false);
            long stale = watch.poll().overview().nowMillis();
            await().until(() -> watch.poll().overview().nowMillis() > stale);
        }
        assertThat(isHeard()).isFalse();
    }

    @Test
    void ticksOnAfterAFollowersError() {
        AtomicInteger told = new AtomicInteger();
        try (Watch watch = watch(() -> {})) {
            watch.follow(_ -> {
                if (told.incrementAndGet() > 1) throw new StackOverflowError("planted");
            });
            await().until(() -> told.get() > 3);
        }
    }

    @Test
    void leavesNoProbeIfItCannotBegin() {
        fails.set(true);
        try (Watch watch = watch(this::failIfAsked)) {
            assertThatExceptionOfType(InternalError.class).isThrownBy(watch::poll).withMessage("planted");
            assertThat(isHeard()).isFalse();
            fails.set(false);
            watch.poll();
            assertThat(isHeard()).isTrue();
        }
    }

    @Test
    void leavesNoProbeIfItIsClosedWithinATick() throws InterruptedException {
        CountDownLatch within = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Watch watch = watch(() -> {
            if (!Thread.currentThread().getName().startsWith("troupe-ticks")) return;
            within.countDown();
            go.await();
        });
        watch.poll();
        within.await();
        assertThat(isHeard()).isTrue();
        watch.close();
        assertThat(isHeard()).isFalse();
        go.countDown();
    }
}
