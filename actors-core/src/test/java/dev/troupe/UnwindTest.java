package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Unwind;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a body sees of its own stop. Holds invariant 6 (stopping unwinds).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnwindTest {
    private static void stop(Stage stage, ActorRef<?> ref) {
        stage.settle();
        stage.system.stop(ref);
        stage.settle();
    }

    @Test
    @Tag("classpath")
    void isAnErrorWithoutAStackTrace() {
        try (Stage stage = new Stage()) {
            stop(stage, stage.system.spawn("b", Object.class, self -> {
                try {
                    self.receive();
                } catch (Unwind.Stopped stopped) {
                    assertThat(stopped.getStackTrace()).isEmpty();
                    stage.say("stopped");
                    throw stopped;
                }
            }));
            assertThat(stage.said()).isEqualTo("stopped");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void aLoopThatCatchesExceptionStillStops() {
        try (Stage stage = new Stage()) {
            AtomicInteger rounds = new AtomicInteger();
            ActorRef<Integer> ref = stage.system.spawn("b", Integer.class, self -> {
                while (rounds.incrementAndGet() < 100) {
                    try {
                        if (self.receive() == 1) throw new IllegalStateException("caught below");
                    } catch (Exception e) {
                        stage.say("caught");
                    }
                }
            });
            ref.tell(1);
            stop(stage, ref);
            assertThat(stage.said()).isEqualTo("caught");
            assertThat(rounds).hasValue(2);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aFinallyBlockMayTellAndSleepAndYield() {
        try (Stage stage = new Stage()) {
            stage.recorder("r");
            stop(stage, stage.system.spawn("b", Object.class, self -> {
                try {
                    self.receive();
                } finally {
                    self.tell("r", 1);
                    self.sleep(Duration.ofMillis(5));
                    self.yield();
                    self.tell("r", 2);
                    stage.say("end");
                }
            }));
            stage.assertSaid("r1 end r2");
            assertThat(stage.said()).containsSubsequence("r1", "r2");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void aReceiveInFinallyRaisesAgainEachTime() {
        try (Stage stage = new Stage()) {
            ActorRef<Object> ref = stage.system.spawn("b", Object.class, self -> {
                self.receive(Integer.class);
                try {
                    self.receive(Double.class);
                } finally {
                    assertThatThrownBy(self::receive).isInstanceOf(Unwind.Stopped.class);
                    assertThatThrownBy(() -> self.receive(String.class)).isInstanceOf(Unwind.Stopped.class);
                    assertThatThrownBy(() -> self.receive(Duration.ZERO)).isInstanceOf(Unwind.Stopped.class);
                    assertThatThrownBy(() -> self.receive(m -> true)).isInstanceOf(Unwind.Stopped.class);
                    self.sleep(Duration.ofMillis(1));
                    assertThatThrownBy(() -> self.receive(String.class, Duration.ofHours(1)))
                            .isInstanceOf(Unwind.Stopped.class);
                    stage.say("all");
                }
            });
            ref.tell("kept");
            ref.tell(1);
            stop(stage, ref);
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("all");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly("kept");
        }
    }

    @Test
    void anActorThatUnwindsTakesNoMessages() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> ref = stage.system.spawn("b", Integer.class, self -> {
                try {
                    self.receive();
                } finally {
                    assertThat(self.ref().tell(1)).isEqualTo(SendResult.STOPPED);
                    self.yield();
                    assertThat(self.tell("b", 2)).isEqualTo(SendResult.STOPPED);
                    stage.say("refused");
                }
            });
            stop(stage, ref);
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("refused");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("b", 1, DeadLetter.Reason.STOPPED),
                    new DeadLetter("b", 2, DeadLetter.Reason.STOPPED));
        }
    }

    @Test
    void nestedFinallyBlocksRunInnermostFirst() {
        try (Stage stage = new Stage()) {
            stop(stage, stage.system.spawn("b", Object.class, self -> {
                try {
                    nested(stage, self, 3);
                } finally {
                    stage.say("outermost");
                }
            }));
            assertThat(stage.said()).isEqualTo("1 2 3 outermost");
        }
    }

    private static void nested(Stage stage, ActorContext<Object> self, int depth) {
        try {
            if (depth == 1) self.receive();
            else nested(stage, self, depth - 1);
        } finally {
            self.yield();
            stage.say(depth);
        }
    }

    @Test
    void aFailureInFinallyIsReported() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("in finally");
            stop(stage, stage.system.spawn("b", Object.class, self -> {
                try {
                    self.receive();
                } catch (Unwind.Stopped e) {
                    throw failure;
                }
            }));
            assertThat(stage.failures).extracting(Failure::cause).singleElement().isSameAs(failure);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aBodyThatSwallowsItsStopEndsWhenItReturns() {
        try (Stage stage = new Stage()) {
            stop(stage, stage.system.spawn("b", Object.class, self -> {
                try {
                    self.receive();
                } catch (Unwind.Stopped e) {
                    stage.say("swallowed");
                }
                self.sleep(Duration.ofMillis(1));
                stage.say("returned");
            }));
            assertThat(stage.said()).isEqualTo("swallowed returned");
            assertThat(stage.failures).isEmpty();
            assertThat(stage.system.names()).isEmpty();
        }
    }

    /// The yield's entry comes up while the body waits for something else.
    @Test
    @Tag("deque") // one step gets the body into its yield
    void whatItWaitedForDoesNotEndTheWaitsOfItsCleanUp() {
        ManualClock clock = new ManualClock();
        try (Stage stage = new Stage(settings -> settings.clock(clock))) {
            ActorRef<Integer> ref = stage.system.spawn("b", Integer.class, self -> {
                try {
                    self.yield();
                } finally {
                    self.sleep(Duration.ofSeconds(1));
                    stage.say("slept");
                }
            });
            stage.system.step();
            stage.system.stop(ref);
            stage.settle();
            assertThat(stage.said()).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("slept");
        }
    }
}
