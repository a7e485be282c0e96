package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Asks from outside and from handlers, and very many of them. Holds invariants 3, 7 and 9.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class AskOutsideTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void fromOutsideTheAnswerIsAStage() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = Question.answers(stage);
            CompletableFuture<Integer> byRef = stage.system.<Question, Integer>ask(target, Question::new, HOUR)
                    .toCompletableFuture();
            CompletableFuture<Integer> byName = stage.system.<Integer>ask("t", Question::new, HOUR)
                    .toCompletableFuture();
            assertThat(byRef).isNotDone();
            stage.settle();
            assertThat(byRef.join()).isEqualTo(42);
            assertThat(byName.join()).isEqualTo(42);
        }
    }

    @Test
    void fromOutsideWhileAnotherThreadDrives() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            stage.system.drive();
            for (int n = 0; n < 2_000; n++)
                assertThat(
                        stage.system.<Integer>ask("t", Question::new, HOUR).toCompletableFuture().join()).isEqualTo(42);
        }
    }

    @Test
    void fromOutsideFailuresAreTheStages() {
        try (Stage stage = new Stage()) {
            assertThat(stage.system.<Integer>ask("nobody", Question::new, HOUR).toCompletableFuture().exceptionNow())
                    .isInstanceOf(AskAbsentException.class);
            stage.system.spawn("deaf", Question.class, (self, question) -> {});
            CompletableFuture<Integer> late = stage.system.<Integer>ask("deaf", Question::new, Duration.ofMillis(20))
                    .toCompletableFuture();
            stage.settle();
            assertThat(late.exceptionNow()).isInstanceOf(AskTimeoutException.class);
            stage.system.spawn("crashes", Question.class, (self, question) -> {
                throw new IllegalStateException("crash");
            });
            CompletableFuture<Integer> crashed = stage.system.<Integer>ask("crashes", Question::new, HOUR)
                    .toCompletableFuture();
            stage.settle();
            assertThat(crashed.exceptionNow()).isInstanceOf(AskCrashedException.class)
                    .hasRootCauseMessage("crash");
        }
    }

    @Test
    void aWrongClassFromOutsideIsRefusedAndLeavesNoTimer() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            assertThatThrownBy(() -> stage.system.<Integer>ask("t", ref -> "wrong", HOUR))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("java.lang.String");
            assertThat(stage.system.run(Stage.PATIENCE)).as("nothing is left to do").isTrue();
        }
    }

    @Test
    void oneThatIsRefusedFromOutsideTakesNoReply() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            AtomicReference<ActorRef<Integer>> reply = new AtomicReference<>();
            assertThatThrownBy(() -> stage.system.<Integer>ask("t", ref -> {
                reply.set(ref);
                return "wrong";
            }, HOUR)).isInstanceOf(IllegalArgumentException.class);
            assertThat(reply.get().tell(1)).isEqualTo(SendResult.STOPPED);
            assertThat(stage.deadLetters).containsExactly(
                    new DeadLetter("reply to an outside thread", 1, DeadLetter.Reason.LATE_REPLY));
        }
    }

    @Test
    void anAnswerBeforeTheQuestionIsSentLeavesNoTimer() {
        try (Stage stage = new Stage()) {
            stage.recorder("t");
            CompletableFuture<Integer> answer = stage.system.<Integer>ask("t", ref -> {
                ref.tell(5);
                return "question";
            }, HOUR).toCompletableFuture();
            assertThat(answer.join()).isEqualTo(5);
            assertThat(stage.system.run(Stage.PATIENCE)).as("nothing is left to do").isTrue();
            assertThat(stage.said()).isEqualTo("tquestion");
        }
    }

    @Test
    void theLimitIsCountedFromTheAsk() {
        ManualClock clock = new ManualClock();
        try (Stage stage = new Stage(settings -> settings.clock(clock))) {
            stage.system.spawn("deaf", Question.class, (self, question) -> {});
            CompletionStage<Integer> answer = stage.system.ask("deaf", Question::new, Duration.ofSeconds(1));
            clock.advance(Duration.ofSeconds(1)); // before anybody drives
            stage.settle();
            assertThat(answer.toCompletableFuture().exceptionNow()).isInstanceOfSatisfying(AskTimeoutException.class,
                    late -> assertThat(late).hasMessageContaining("elapsed=PT1S"));
        }
    }

    /// The limit's turn is nobody's: a dependent of the outcome must not use the context of whoever had the last one.
    @Test
    void theLimitIsNotATurnOfTheActorBefore() {
        ManualClock clock = new ManualClock();
        try (Stage stage = new Stage(settings -> settings.clock(clock))) {
            AtomicReference<HandlerContext<Question>> context = new AtomicReference<>();
            stage.system.spawn("deaf", Question.class, (self, question) -> context.set(self));
            CompletionStage<Integer> answer = stage.system.ask("deaf", Question::new, Duration.ofSeconds(1));
            CompletionStage<Integer> used = answer.whenComplete((reply, failure) -> stage.say(context.get().name()));
            stage.settle();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(used).isCompletedExceptionally();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("deaf");
        }
    }

    @Test
    void aHandlerGetsTheOutcomeAsAMessage() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = Question.answers(stage);
            stage.system.spawn("h", String.class, (self, message) -> {
                stage.say(message);
                if (message.equals("go")) {
                    self.tell("h", "before"); // first, since an answer from another thread may come within this turn
                    self.<Question, Integer>ask(target, Question::new, HOUR,
                            (reply, failure) -> "got:" + reply + ":" + failure);
                }
            });
            stage.system.tell("h", "go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("go before got:42:null");
        }
    }

    @Test
    void aHandlerGetsTheFailureAsAMessage() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = stage.system.spawn("deaf", Question.class, (self, question) -> {});
            stage.system.spawn("h", Object.class, (self, message) -> {
                if (message.equals("go"))
                    self.<Question, Integer>ask(target, Question::new, Duration.ofMillis(10),
                            (reply, failure) -> failure == null ? "?" : failure);
                else
                    stage.say(message.getClass().getSimpleName());
            });
            stage.system.tell("h", "go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("AskTimeoutException");
        }
    }

    @Test
    void anOutcomeIsNotMadeForAHandlerThatHasStopped() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = Question.answers(stage);
            stage.system.spawn("h", Object.class, (self, message) -> {
                self.<Question, Integer>ask(target, Question::new, HOUR, (reply, failure) -> {
                    stage.say("made");
                    return "outcome";
                });
                self.stop();
            }).tell("go");
            stage.settle();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void anOutcomeThatThrowsCrashesTheHandler() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = Question.answers(stage);
            IllegalStateException failure = new IllegalStateException("outcome");
            stage.system.spawn("h", String.class, (self, message) -> self.<Question, Integer>ask(target, Question::new,
                    HOUR, (reply, none) -> {
                        throw failure;
                    }));
            stage.system.tell("h", "go");
            stage.settle();
            assertThat(stage.failures).extracting(Failure::cause).singleElement().isSameAs(failure);
            assertThat(stage.lives("h")).isFalse();
            assertThat(stage.lives("t")).isTrue();
        }
    }

    @Test
    void aHandlerMustNotAskItself() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("h", Object.class, (self, message) -> {
                assertThatThrownBy(() -> self.<Object, Integer>ask(self.ref(), Question::new, HOUR, (r, f) -> "x"))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("itself");
                stage.say("refused");
            });
            stage.system.tell("h", "go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("refused");
        }
    }

    @Test
    void aHundredThousandAnsweredAsksLeaveNothingBehind() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = Question.answers(stage);
            AtomicInteger got = new AtomicInteger();
            for (int t = 0; t < 100; t++) stage.system.launch(self -> {
                for (int n = 0; n < 500; n++)
                    if (self.<Integer>ask("t", Question::new, HOUR) == 42)
                        got.incrementAndGet();
            });
            List<CompletableFuture<Integer>> outside = new ArrayList<>();
            for (int n = 0; n < 25_000; n++)
                outside.add(stage.system.<Integer>ask("t", Question::new, HOUR).toCompletableFuture());
            stage.system.spawn("h", Object.class, (self, message) -> {
                if (message instanceof Integer) got.incrementAndGet();
                else
                    for (int n = 0; n < 25_000; n++)
                        self.<Question, Integer>ask(target, Question::new, HOUR,
                                (reply, failure) -> reply == null ? "?" : reply);
            });
            stage.system.tell("h", "go");
            assertThat(stage.system.run(Duration.ofSeconds(50))).as("idle, though the limits are an hour").isTrue();
            assertThat(outside).allMatch(answer -> answer.join() == 42);
            assertThat(got).hasValue(75_000);
        }
    }
}
