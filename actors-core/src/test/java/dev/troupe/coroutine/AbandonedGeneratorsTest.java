package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.troupe.ActorSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Generators that were started and are not reachable any more are closed, all of them, and leave nothing behind.
/// `-Dtroupe.long=true` abandons a million.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbandonedGeneratorsTest {
    private static final int MANY = Boolean.getBoolean("troupe.long") ? 1_000_000 : 100_000;
    private static final int ROUND = 25_000;
    /// What the heap may have grown by after all is collected; one that stayed would cost at least 300 bytes.
    private static final long SLACK_BYTES = 8L << 20;

    private final AtomicInteger closed = new AtomicInteger();

    private Generator<Integer, Void, Void> counted() {
        return Generator.sequence(g -> {
            try {
                for (int n = 0; true; n++) g.yield(n);
            } finally {
                closed.incrementAndGet();
            }
        });
    }

    private void abandon(int many) {
        for (int n = 0; n < many; n++) assertThat(counted().next()).isZero();
    }

    @SuppressWarnings("SystemGC")
    private void awaitClosed(int many) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> {
            System.gc();
            return closed.get() == many;
        });
    }

    @Test
    @SuppressWarnings("SystemGC")
    void areAllClosedAndLeaveNothingBehind() {
        inABody(() -> abandon(ROUND));
        awaitClosed(ROUND);
        System.gc();
        long heapBefore = heapBytes();
        int threadsBefore = platformThreads();
        for (int abandoned = ROUND; abandoned < MANY + ROUND; abandoned += ROUND) {
            inABody(() -> abandon(ROUND));
            awaitClosed(abandoned + ROUND);
        }
        assertThat(platformThreads()).as("platform threads")
                .isLessThanOrEqualTo(threadsBefore + 2);
        System.gc();
        assertThat(heapBytes() - heapBefore).as("bytes the heap has grown by").isLessThan(SLACK_BYTES);
        assertThat(closed).hasValue(MANY + ROUND);
    }

    @Test
    @Tag("classpath")
    void areClosedWhereverTheyWereStarted() throws Exception {
        for (Drivers driver : Drivers.values()) driver.run(() -> abandon(10));
        awaitClosed(10 * Drivers.values().length);
    }

    @Test
    void areClosedWithAllTheyDelegateTo() {
        inABody(() -> {
            for (int n = 0; n < 100; n++) {
                var sub = counted();
                var startedSub = counted();
                assertThat(startedSub.next()).isZero();
                Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                    try {
                        y.yieldFrom(sub);
                    } finally {
                        closed.incrementAndGet();
                    }
                });
                assertThat(g.next()).isZero();
                Generator<Integer, Void, Void> takesOver = Generator.sequence(y -> y.yieldFrom(startedSub));
                assertThat(takesOver.next()).isEqualTo(1);
            }
        });
        awaitClosed(300);
    }

    @Test
    @SuppressWarnings("SystemGC")
    void theReachableAreLeftAlone() {
        List<Generator<Integer, Void, Void>> kept = new ArrayList<>();
        inABody(() -> {
            for (int n = 0; n < 100; n++) {
                kept.add(counted());
                assertThat(kept.getLast().next()).isZero();
                abandon(1);
            }
        });
        awaitClosed(100);
        System.gc();
        for (var g : kept) {
            assertThat(g.next()).isEqualTo(1);
            g.close();
        }
        assertThat(closed).hasValue(200);
    }

    @Test
    @SuppressWarnings("SystemGC")
    void theUnstartedAndTheEndedAreForgotten() {
        inABody(() -> {
            for (int n = 0; n < 1_000; n++) {
                assertThat(counted().state()).isEqualTo(GeneratorState.CREATED);
                try (var ended = counted()) {
                    assertThat(ended.next()).isZero();
                }
            }
        });
        assertThat(closed).hasValue(1_000);
        inABody(() -> abandon(1));
        awaitClosed(1_001);
    }

    @Test
    void oneThatFailsWhileItIsClosedDoesNotKeepOthersOpen() {
        inABody(() -> {
            for (int n = 0; n < 3; n++) {
                Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                    try {
                        y.yield(1);
                    } finally {
                        y.yield(2);
                    }
                });
                assertThat(g.next()).isEqualTo(1);
            }
            abandon(3);
        });
        awaitClosed(3);
    }

    /// In a body, where a step is cheap on every engine.
    private static void inABody(Runnable piece) {
        try (var system = ActorSystem.create()) {
            List<Throwable> failures = new ArrayList<>();
            var _ = system.onFailure(failure -> failures.add(failure.cause()));
            system.spawn("body", String.class, self -> piece.run());
            assertThat(system.run(Duration.ofMinutes(2))).isTrue();
            assertThat(failures).isEmpty();
        }
    }

    private static long heapBytes() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }
}
