package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Asks from outside and from handlers, and very many of them. Holds invariants 3, 7 and 9.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class AskOutsideTest {
    private static final Duration HOUR = Duration.ofHours(1);

    record Question(ActorRef<Integer> to) {}

    private static ActorRef<Question> answers(Stage stage) {
        return stage.system.spawn("t", Question.class, (self, question) -> question.to().tell(42));
    }

    @Test
    void fromOutsideTheAnswerIsAStage() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = answers(stage);
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
            answers(stage);
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
            answers(stage);
            assertThatThrownBy(() -> stage.system.<Integer>ask("t", ref -> "wrong", HOUR))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("java.lang.String");
            assertThat(stage.system.run(Duration.ofSeconds(2))).as("nothing is left to do").isTrue();
        }
    }

    @Test
    void aHandlerGetsTheOutcomeAsAMessage() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = answers(stage);
            stage.system.spawn("h", String.class, (self, message) -> {
                stage.say(message);
                if (message.equals("go")) {
                    self.<Question, Integer>ask(target, Question::new, HOUR,
                            (reply, failure) -> "got:" + reply + ":" + failure);
                    self.tell("h", "before");
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
    void anOutcomeThatThrowsCrashesTheHandler() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = answers(stage);
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
            ActorRef<Question> target = answers(stage);
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
            long start = System.nanoTime();
            assertThat(stage.system.run(Duration.ofSeconds(30))).as("idle, though the limits are an hour").isTrue();
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
            assertThat(outside).allMatch(answer -> answer.join() == 42);
            assertThat(got).hasValue(75_000);
        }
    }
}
