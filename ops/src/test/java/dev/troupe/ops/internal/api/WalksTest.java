package dev.troupe.ops.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.Altered;
import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.spi.Inspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WalksTest {
    @ParameterizedTest
    @CsvSource({"actors,actors", "groups,groups", "tree,tree", "waits,waits"})
    void aFewViewsWalkPastAllActorsAtOnce(String view, String method) throws InterruptedException {
        AtomicInteger within = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.create()) {
            Inspection slow = Altered.instead(system.inspect(), method, original -> {
                most.accumulateAndGet(within.incrementAndGet(), Math::max);
                go.await();
                try {
                    return original.call();
                } finally {
                    within.decrementAndGet();
                }
            });
            try (Watch watch = new Watch(slow, Watch.PERIOD, Watch.GRACE)) {
                Views views = new Views(slow, watch, Duration.ofSeconds(20));
                List<Thread> all = new ArrayList<>();
                AtomicInteger answered = new AtomicInteger();
                for (int i = 0; i < 8; i++)
                    all.add(Thread.ofPlatform().daemon().start(() -> {
                        if (views.answer(view, null) != null) answered.incrementAndGet();
                    }));
                await().until(() -> all.stream().allMatch(WalksTest::waits));
                assertThat(within).hasValue(Views.MOST_WALKS);
                go.countDown();
                for (Thread each : all) each.join();
                assertThat(answered).hasValue(8);
                assertThat(most).hasValue(Views.MOST_WALKS);
            }
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void refusesWhoWouldWaitForLong() {
        Walks walks = new Walks(1, Duration.ofMillis(10));
        String got = walks.within(() -> {
            AtomicInteger failed = new AtomicInteger();
            Thread.Builder builder = Thread.ofPlatform().uncaughtExceptionHandler((_, _) -> failed.incrementAndGet());
            Thread other = builder.start(() -> assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> walks.within(() -> "never")).satisfies(e -> {
                        assertThat(e.status()).isEqualTo(503);
                        assertThat(e.text()).isEqualTo("views of all actors at once must be at most 1: try again");
                    }));
            await().until(() -> !other.isAlive());
            return failed.get() == 0 ? "refused" : "let in";
        });
        assertThat(got).isEqualTo("refused");
        assertThat(walks.within(() -> "next")).isEqualTo("next");
    }
}
