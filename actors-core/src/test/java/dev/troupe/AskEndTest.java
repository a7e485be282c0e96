package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An ask whose target is absent, stops or crashes, with the question in its mailbox, in its hands, or answered. Holds
/// invariants 3 and 7: it fails at once, not at its limit of an hour.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class AskEndTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final IllegalStateException crash = new IllegalStateException("crash");

    private static AskException failure(TaskContext self) {
        return catchThrowableOfType(AskException.class, () -> self.<Integer>ask("t", Question::new, HOUR));
    }

    private static Task<AskException> asking(Stage stage) {
        return stage.system.start(AskEndTest::failure);
    }

    private static void assertDetails(AskException failure, boolean lives) {
        assertThat(failure.target()).isEqualTo("t");
        assertThat(failure.details()).isNotNull();
        assertThat(failure.details().message()).isEqualTo(Question.class);
        assertThat(failure.details().elapsed()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
        assertThat(failure.details().targetLives()).isEqualTo(lives);
        assertThat(failure).hasMessageContaining("target=t").hasMessageContaining(Question.class.getName())
                .hasMessageContaining("target lives=" + lives);
    }

    @Test
    void nobodyHasTheName() {
        try (Stage stage = new Stage()) {
            AskException failure = asking(stage).join();
            assertThat(failure).isInstanceOf(AskAbsentException.class);
            assertDetails(failure, false);
            stage.settle();
            assertThat(stage.deadLetters).singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.NO_SUCH_ACTOR));
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void theAskerIsCancelledBeforeItReadsTheAnswer() {
        try (Stage stage = new Stage()) {
            Task<?>[] asker = {null};
            stage.system.spawn("t", Question.class, (self, question) -> {
                stage.say(question.to().tell(7));
                asker[0].cancel(false);
            });
            asker[0] = stage.system.start(self -> self.<Integer>ask("t", Question::new, HOUR));
            stage.settle();
            assertThat(asker[0].isCancelled()).isTrue();
            assertThat(stage.said()).isEqualTo("ACCEPTED");
            assertThat(stage.deadLetters).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.LATE_REPLY);
                assertThat(letter.message()).isEqualTo(7);
            });
        }
    }

    @Test
    void theTargetHasStoppedAlready() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = stage.system.spawn("t", Question.class, self -> {});
            stage.settle();
            Task<AskStoppedException> task = stage.system.start(self -> catchThrowableOfType(AskStoppedException.class,
                    () -> self.<Question, Integer>ask(target, Question::new, HOUR)));
            stage.settle();
            assertDetails(task.join(), false);
            assertThat(stage.deadLetters).singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.STOPPED));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTargetEndsWithTheQuestionInItsMailbox(boolean crashes) {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> go = new CompletableFuture<>();
            stage.system.spawn("t", Question.class, self -> {
                self.await(go);
                if (crashes) throw crash;
            });
            Task<AskException> task = asking(stage);
            stage.turnsUntil(() -> stage.system.waits().size() == 2);
            assertThat(task.isDone()).isFalse();
            go.complete(1);
            stage.settle();
            assertThat(task.join()).isInstanceOf(AskStoppedException.class);
            assertDetails(task.join(), false);
            assertThat(stage.deadLetters).singleElement()
                    .satisfies(letter -> assertThat(letter.message()).isInstanceOf(Question.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"body returns", "body crashes", "handler stops", "handler crashes", "is stopped"})
    void theTargetEndsWithTheQuestionInItsHands(String how) {
        try (Stage stage = new Stage()) {
            switch (how) {
                case "body returns" -> stage.system.spawn("t", Question.class, self -> self.receive());
                case "is stopped" -> stage.system.spawn("t", Question.class, self -> {
                    self.receive();
                    self.sleep(HOUR);
                });
                case "body crashes" -> stage.system.spawn("t", Question.class, self -> {
                    self.receive();
                    self.yield();
                    throw crash;
                });
                case "handler stops" -> stage.system.spawn("t", Question.class, (self, question) -> self.stop());
                default -> stage.system.spawn("t", Question.class, (self, question) -> {
                    throw crash;
                });
            }
            Task<AskException> task = asking(stage);
            if (how.equals("is stopped")) {
                stage.turnsUntil(() -> stage.system.waits().size() == 2);
                stage.system.stop(stage.system.find("t", Question.class).orElseThrow());
            }
            stage.settle();
            assertDetails(task.join(), false);
            if (how.endsWith("crashes"))
                assertThat(task.join()).isInstanceOf(AskCrashedException.class).hasCause(crash);
            else
                assertThat(task.join()).isInstanceOf(AskStoppedException.class);
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTargetEndsInTheTurnThatAnswered(boolean crashes) {
        try (Stage stage = new Stage()) {
            stage.system.spawn("t", Question.class, (self, question) -> {
                question.to().tell(3);
                if (crashes) throw crash;
                self.stop();
            });
            assertThat(stage.system.start(self -> self.<Integer>ask("t", Question::new, HOUR)).join()).isEqualTo(3);
            stage.settle();
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void theTargetThatCrashesFailsAllItHasTakenAndNotAnswered() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> go = new CompletableFuture<>();
            stage.system.spawn("t", Question.class, self -> {
                self.receive();
                self.receive().to().tell(2);
                self.receive();
                self.await(go);
                throw crash;
            });
            List<Task<AskException>> asking = new ArrayList<>();
            for (int n = 0; n < 4; n++) asking.add(asking(stage));
            stage.turns(); // all have asked
            go.complete(1);
            stage.settle();
            assertThat(asking).extracting(Task::join)
                    .extracting(failure -> failure == null ? "answered" : failure.getClass().getSimpleName())
                    .containsExactlyInAnyOrder("AskCrashedException", "answered",
                            "AskCrashedException", "AskStoppedException");
        }
    }

    @Test
    void aBodyThatBecomesAHandlerMayStillAnswer() {
        try (Stage stage = new Stage()) {
            AtomicReference<ActorRef<Integer>> kept = new AtomicReference<>();
            stage.system.spawn("t", Object.class, self -> {
                kept.set(((Question) self.receive()).to());
                self.become((other, message) -> kept.get().tell(9));
            });
            Task<Integer> task = stage.system.start(self -> self.<Integer>ask("t", Question::new, HOUR));
            stage.turns();
            stage.system.tell("t", "now");
            assertThat(task.join()).isEqualTo(9);
        }
    }

    @Test
    void theSystemIsClosed() throws Exception {
        Stage stage = new Stage();
        CountDownLatch asked = new CountDownLatch(1);
        stage.system.spawn("t", Question.class, self -> {
            self.receive();
            asked.countDown();
            self.sleep(HOUR);
        });
        CompletableFuture<Integer> answer = stage.system.<Integer>ask("t", Question::new, HOUR).toCompletableFuture();
        CompletableFuture<Integer> inMailbox = stage.system.<Integer>ask("t", Question::new, HOUR)
                .toCompletableFuture();
        stage.turns();
        asked.await();
        stage.end();
        assertThat(answer).isCompletedExceptionally();
        assertThat(answer.exceptionNow()).isInstanceOf(AskStoppedException.class);
        assertThat(inMailbox).isCompletedExceptionally();
        assertThat(inMailbox.exceptionNow()).isInstanceOf(AskStoppedException.class);
    }
}
