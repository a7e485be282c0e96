package dev.troupe.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Task;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Time in a test's hands: invariants 6 (a close ends all within its limit) and 7 (waiting ends).
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManualClockTest {
    private final ManualClock clock = new ManualClock();
    private final List<Object> said = new CopyOnWriteArrayList<>();

    private ActorSystem system() {
        return closedWithin(Duration.ofSeconds(2));
    }

    private ActorSystem closedWithin(Duration limit) {
        return ActorSystem.builder().clock(clock).closeLimit(limit).build();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(condition);
    }

    @Test
    @Tag("classpath")
    void standsStillUntilItIsAdvanced() {
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        long before = clock.nanoTime();
        clock.advance(Duration.ofNanos(1_500_000_001));
        assertThat(clock.nanoTime() - before).isEqualTo(1_500_000_001);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1, 500_000_001));
        clock.advance(Duration.ZERO);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1, 500_000_001));
        assertThat(clock.movesByItself()).isFalse();
    }

    @Test
    void startsWhereItIsToldTo() {
        Instant start = Instant.parse("2026-02-28T23:59:59Z");
        ManualClock later = new ManualClock(start);
        later.advance(Duration.ofSeconds(1));
        assertThat(later.instant()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void goingBackAndPastTheEndIsRefused() {
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("back").hasMessageContaining("PT-0.001S");
        clock.advance(Duration.ofNanos(Long.MAX_VALUE));
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(1))).isInstanceOf(ArithmeticException.class);
        assertThat(clock.nanoTime()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRunEndsWhenOnlyTimersAreLeft() {
        try (ActorSystem system = system()) {
            system.spawn("s", Integer.class, self -> {
                said.add("sleeps");
                self.sleep(Duration.ofDays(1));
                said.add("woke at " + self.clock().instant());
                said.add(self.receive(Duration.ofDays(1)));
            });
            system.run();
            assertThat(system.run(Duration.ZERO)).isTrue();
            assertThat(said).containsExactly("sleeps");
            clock.advance(Duration.ofDays(1));
            assertThat(said).hasSize(1);
            system.run();
            assertThat(said).containsExactly("sleeps", "woke at 1970-01-02T00:00:00Z");
            clock.advance(Duration.ofDays(1));
            system.run();
            assertThat(said).hasSize(3);
            assertThat(system.names()).isEmpty();
        }
    }

    @Test
    void aRunWaitsForWhatComesFromElsewhere() {
        try (ActorSystem system = system()) {
            CompletableFuture<String> stage = new CompletableFuture<>();
            Task<String> task = system.start(self -> self.await(stage));
            Thread.ofVirtual().start(() -> {
                eventually(() -> Thread.getAllStackTraces().size() > 0);
                stage.complete("came");
            });
            system.run();
            assertThat(task.join()).isEqualTo("came");
        }
    }

    @Test
    void aDrivenSystemWakesUpWhenItIsAdvanced() {
        try (ActorSystem system = system()) {
            system.drive();
            system.spawn("s", Integer.class, self -> {
                said.add("sleeps");
                self.sleep(Duration.ofHours(1));
                said.add("woke");
            });
            eventually(() -> system.waits().size() == 1);
            clock.advance(Duration.ofMinutes(59));
            system.tell("s", 1);
            eventually(() -> system.waits().size() == 1);
            assertThat(said).containsExactly("sleeps");
            clock.advance(Duration.ofMinutes(1));
            eventually(() -> said.size() == 2);
        }
    }

    /// One advance at the very moment at which the driving thread parks must not be lost.
    @Test
    void anAdvanceWhileItParksIsNotLost() throws InterruptedException {
        AtomicBoolean set = new AtomicBoolean();
        try (ActorSystem system = system()) {
            CountDownLatch[] ticked = {new CountDownLatch(1)};
            ActorRef<Integer> timed = system.spawn("t", Integer.class, (self, n) -> {
                if (n == 0) {
                    self.timers().once("k", Duration.ofMillis(1), 1);
                    set.setRelease(true);
                } else ticked[0].countDown();
            });
            system.drive();
            long start = System.nanoTime();
            // fewer where the two threads share a processor: each round then takes a slice of its time
            for (int round = 0; round < 30_000 && System.nanoTime() - start < 10_000_000_000L; round++) {
                CountDownLatch latch = new CountDownLatch(1);
                ticked[0] = latch;
                set.set(false);
                timed.tell(0);
                while (!set.getAcquire()) Thread.onSpinWait();
                for (int spin = round % 50; spin > 0; spin--) Thread.onSpinWait();
                clock.advance(Duration.ofMillis(1));
                assertThat(latch.await(20, TimeUnit.SECONDS)).as("round %s", round).isTrue();
            }
        }
    }

    @Test
    void aCloseKillsWhoWaitsInItsFinally() {
        ActorSystem system = closedWithin(Duration.ofMillis(200));
        system.spawn("s", Integer.class, self -> {
            try {
                self.receive();
            } finally {
                try {
                    self.await(new CompletableFuture<>());
                } finally {
                    said.add("killed");
                }
            }
        });
        system.run();
        system.close();
        eventually(() -> said.contains("killed"));
    }

    @Test
    void aCloseDoesNotWaitForAClockThatStandsStill() {
        ActorSystem system = system();
        system.spawn("s", Integer.class, self -> {
            try {
                self.sleep(Duration.ofHours(1));
            } finally {
                try {
                    self.sleep(Duration.ofHours(1));
                } finally {
                    said.add("killed");
                }
            }
        });
        system.run();
        system.close();
        eventually(() -> said.equals(List.of("killed")));
    }

    @Test
    void forgetsWhoHasParked() throws InterruptedException {
        Thread parks = Thread.ofPlatform().start(() -> clock.park(1, 1));
        parks.join();
        WeakReference<Thread> gone = new WeakReference<>(parks);
        parks = null;
        eventually(() -> {
            System.gc();
            return gone.get() == null;
        });
        assertThat(clock.nanoTime()).isZero();
    }
}
