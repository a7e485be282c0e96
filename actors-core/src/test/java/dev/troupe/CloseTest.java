package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Unwind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariants 3 and 6 for the end of a system that nobody drives.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    @Tag("classpath")
    void endsTheYoungestFirstAndChildrenBeforeParents() {
        Stage stage = new Stage();
        Actor<Object> leaf = self -> {
            try {
                self.receive();
            } finally {
                self.sleep(Duration.ofMillis(2));
                stage.say(self.name());
            }
        };
        stage.system.spawn("a", Object.class, leaf);
        stage.system.spawn("b", Object.class, self -> {
            self.spawn("1", Object.class, leaf);
            self.spawn("2", Object.class, (kid, m) -> {});
            leaf.run(self);
        });
        stage.system.spawn("h", Object.class, (self, m) -> {});
        stage.system.spawn("c", Object.class, leaf);
        stage.settle();
        stage.system.onLifecycle(new LifecycleListener() {
            @Override
            public void stopped(ActorRef<?> actor) {
                stage.say("-" + actor.name());
            }
        });
        stage.end();
        stage.assertSaidInGroups("c", "-c", "-h", "-b/2 b/1 -b/1", "b", "-b", "a", "-a");
        assertThat(stage.said()).containsSubsequence("b/1", "-b/1");
        assertThat(stage.system.names()).isEmpty();
        assertThat(stage.failures).isEmpty();
    }

    @Test
    void endsEarlyWhenNothingWaits() {
        Stage stage = new Stage();
        for (int i = 0; i < 100; i++) stage.system.spawn("a" + i, Object.class, self -> self.receive());
        stage.settle();
        assertThat(timeOf(stage::end)).isLessThan(Duration.ofSeconds(5));
        assertThat(stage.system.names()).isEmpty();
    }

    @Test
    @SuppressWarnings("Finally") // as users would
    void killsABodyThatWaitsInFinallyBeyondTheLimit() {
        Stage stage = Stage.closedWithin(LIMIT);
        stage.system.spawn("slow", Object.class, self -> {
            try {
                self.receive();
            } finally {
                try {
                    self.sleep(Duration.ofHours(1));
                } catch (Unwind.Killed killed) {
                    assertThatThrownBy(self::yield).isInstanceOf(Unwind.Killed.class);
                    stage.say("killed");
                    throw killed;
                }
            }
        });
        stage.system.spawn("other", Object.class, self -> {
            try {
                self.receive();
            } finally {
                stage.say("other");
            }
        });
        stage.settle();
        Duration took = timeOf(stage::end);
        stage.assertSaidInTheEnd("other killed");
        assertThat(took).isBetween(Duration.ofMillis(100), LIMIT.plus(Stage.PATIENCE));
        Stage.eventually(() -> stage.system.names().isEmpty());
        assertThat(stage.failures).isEmpty();
    }

    @Test
    void aLimitOfZeroLetsNothingWait() {
        Stage stage = Stage.closedWithin(Duration.ZERO);
        stage.system.spawn("b", Object.class, self -> {
            try {
                self.receive();
            } finally {
                stage.say("unwound");
                self.sleep(Duration.ofHours(1));
                stage.say("never");
            }
        });
        stage.settle();
        stage.end();
        stage.assertSaidInTheEnd("unwound");
        Stage.eventually(() -> stage.system.names().isEmpty());
    }

    @Test
    void returnsWithinItsLimitThoughABodyBlocksInFinally() {
        Stage stage = Stage.closedWithin(LIMIT);
        CountDownLatch never = new CountDownLatch(1);
        stage.system.spawn("blocks", Object.class, self -> {
            try {
                self.receive();
            } finally {
                stage.say(never.await(20, TimeUnit.SECONDS));
            }
        });
        stage.settle();
        assertThat(timeOf(stage::end)).isLessThan(LIMIT.plus(Stage.PATIENCE));
    }

    @Test
    void whatWaitsBecomesDeadLetters() {
        Stage stage = new Stage();
        stage.system.spawn("never ran", Integer.class, self -> stage.say("ran"));
        stage.system.spawn("h", Integer.class, (self, n) -> stage.say("ran"));
        stage.system.tell("never ran", 1);
        stage.system.tell("h", 2);
        stage.end();
        assertThat(stage.said()).isEmpty();
        assertThat(stage.deadLetters).containsExactlyInAnyOrder(
                new DeadLetter("never ran", 1, DeadLetter.Reason.CLOSED),
                new DeadLetter("h", 2, DeadLetter.Reason.CLOSED));
        assertThat(stage.system.names()).isEmpty();
    }

    @Test
    void whatABodyPassedOverBecomesDeadLetters() {
        Stage stage = new Stage();
        stage.system.spawn("b", Integer.class, self -> self.receive(n -> n < 0));
        for (int n = 1; n <= 3; n++) stage.system.tell("b", n);
        stage.settle();
        stage.end();
        assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(1, 2, 3);
    }

    @Test
    void aSecondCloseIsHarmless() {
        Stage stage = new Stage();
        assertThat(stage.system.isClosed()).isFalse();
        stage.system.spawn("b", Integer.class, self -> {
            try {
                self.receive();
            } finally {
                stage.say("once " + stage.system.isClosed());
            }
        });
        stage.settle();
        stage.end();
        stage.end();
        assertThat(stage.said()).isEqualTo("once true");
        assertThat(stage.system.isClosed()).isTrue();
    }

    @Test
    void theExceptionInsideATryPassesThrough() {
        IllegalStateException thrown = new IllegalStateException("inside");
        assertThatThrownBy(() -> {
            try (ActorSystem system = ActorSystem.create()) {
                system.spawn("b", Integer.class, self -> self.receive());
                system.run();
                throw thrown;
            }
        }).isSameAs(thrown).hasNoSuppressedExceptions();
    }

    @Test
    void aFinallyBlockMaySendToOlderActors() {
        Stage stage = new Stage();
        stage.recorder("log");
        stage.system.spawn("b", Integer.class, self -> {
            try {
                self.receive();
            } finally {
                stage.say(self.tell("log", 1));
                do {
                    self.yield();
                } while (!stage.said().contains("log1"));
                assertThatThrownBy(() -> self.spawn("kid", Integer.class, kid -> {}))
                        .isInstanceOf(IllegalStateException.class);
            }
        });
        stage.settle();
        stage.end();
        assertThat(stage.failures).isEmpty();
        stage.assertSaid("ACCEPTED log1");
    }

    @Test
    void closesASystemThatWasNeverUsed() {
        ActorSystem system = ActorSystem.create();
        assertThat(timeOf(system::close)).isLessThan(Duration.ofSeconds(5));
        assertThat(system.isClosed()).isTrue();
    }
}
