package dev.troupe.internal.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorSystem;
import dev.troupe.coroutine.Generator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A body's interrupt status is its own: it stays across suspensions, makes nothing spin, and nobody else sees it.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptStatusTest {
    private final ActorSystem system = ActorSystem.create();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Object> log = new ArrayList<>();

    InterruptStatusTest() {
        var _ = system.onFailure(failure -> failures.add(failure.cause()));
    }

    @AfterEach
    void close() {
        system.close();
    }

    private void run() {
        assertThat(system.run(Duration.ofSeconds(30))).isTrue();
        assertThat(failures).isEmpty();
    }

    private static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    @Test
    @Tag("classpath")
    void staysWithTheBodyThatRestoredIt() {
        int[] seen = new int[2];
        system.spawn("interrupted", Integer.class, self -> {
            Thread.currentThread().interrupt();
            for (int n = 0; n < 1_000; n++) {
                self.receive();
                if (interrupted()) seen[0]++;
            }
        });
        system.spawn("other", Integer.class, self -> {
            for (int n = 0; n < 1_000; n++) {
                self.tell("interrupted", n);
                if (interrupted()) seen[1]++;
                self.yield();
            }
        });
        system.spawn("handler", Integer.class, (self, n) -> {
            if (interrupted()) log.add("leaked into a handler");
        });
        system.spawn("source", Integer.class, self -> {
            for (int n = 0; n < 100; n++) {
                self.tell("handler", n);
                self.yield();
            }
        });
        run();
        assertThat(seen).containsExactly(1_000, 0);
        assertThat(interrupted()).as("the driving thread").isFalse();
        assertThat(log).isEmpty();
    }

    @Test
    void doesNotShortenASleep() {
        system.spawn("interrupted", Integer.class, self -> {
            Thread.currentThread().interrupt();
            self.sleep(Duration.ofMillis(30));
            log.add(interrupted());
        });
        long start = System.nanoTime();
        run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        assertThat(log).containsExactly(true);
    }

    @Test
    void canBeClearedAgain() {
        system.spawn("interrupted", Integer.class, self -> {
            Thread.currentThread().interrupt();
            self.yield();
            log.add(Thread.interrupted());
            self.yield();
            log.add(interrupted());
        });
        run();
        assertThat(log).containsExactly(true, false);
    }

    @Test
    void aGeneratorHasItsOwn() {
        Generator<Boolean, Void, Void> g = Generator.sequence(y -> {
            y.yield(interrupted());
            Thread.currentThread().interrupt();
            for (int n = 0; n < 100; n++) y.yield(interrupted());
        });
        assertThat(g.next()).isFalse();
        for (int n = 0; n < 100; n++) {
            assertThat(g.next()).isTrue();
            assertThat(interrupted()).as("the caller").isFalse();
        }
        g.close();
        assertThat(interrupted()).isFalse();
    }

    @Test
    void aGeneratorAndTheBodyItIsInHaveTheirOwn() {
        system.spawn("body", Integer.class, self -> {
            Generator<Boolean, Void, Void> g = Generator.sequence(y -> {
                for (int n = 0; n < 10; n++) {
                    self.yield();
                    y.yield(interrupted());
                }
            });
            Thread.currentThread().interrupt();
            for (boolean inside : g) log.add(inside + " " + interrupted());
        });
        run();
        assertThat(log).hasSize(10).containsOnly("false true");
    }

    @Test
    void theCallerOfAGeneratorKeepsItsOwn() throws Exception {
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            AtomicBoolean kept = new AtomicBoolean();
            List<Boolean> inside = new ArrayList<>();
            Thread caller = kind.start(() -> {
                Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                    inside.add(interrupted());
                    y.yield(1);
                });
                Thread.currentThread().interrupt();
                g.next();
                kept.set(interrupted());
            });
            assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
            assertThat(kept).as("status of the caller").isTrue();
            assertThat(inside).containsExactly(false);
        }
    }

    @Test
    void whoDrivesAnInterruptedThreadKeepsItsOwn() throws Exception {
        AtomicBoolean kept = new AtomicBoolean();
        system.spawn("body", Integer.class, self -> {
            for (int n = 0; n < 10; n++) {
                log.add(interrupted());
                self.yield();
            }
        });
        Thread driver = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            run();
            kept.set(interrupted());
        });
        assertThat(driver.join(Duration.ofSeconds(20))).isTrue();
        assertThat(kept).as("status of the driving thread").isTrue();
        assertThat(log).hasSize(10).containsOnly(false);
    }
}
