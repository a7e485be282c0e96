package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An ask from a coroutine that is answered, refused or late. Holds invariants 2, 3 and 7.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class AskTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @Tag("classpath")
    void returnsTheReply() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = Question.answers(stage);
            stage.system.spawn("a", Object.class, self -> {
                stage.say(self.<Question, Integer>ask(target, Question::new, HOUR));
                stage.say(self.<Integer>ask("t", Question::new, HOUR));
            });
            stage.system.launch(self -> stage.say(self.<Integer>ask("t", Question::new, HOUR)));
            stage.settle();
            assertThat(stage.said()).isEqualTo("42 42 42");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void leavesTheAskersMailboxInOrder() {
        try (Stage stage = new Stage()) {
            ActorRef<Question> target = stage.system.spawn("t", Question.class, self -> {
                Question question = self.receive();
                self.tell("a", 2);
                self.yield();
                question.to().tell(0);
            });
            stage.system.spawn("a", Integer.class, self -> {
                stage.say(self.receive());
                stage.say("reply" + self.<Question, Integer>ask(target, Question::new, HOUR));
                stage.say(self.receive());
                stage.say(self.receive());
            });
            stage.system.tell("a", 1);
            stage.system.tell("a", 3);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 reply0 3 2");
        }
    }

    @Test
    void anAnswerMayComeFromAnotherThread() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("t", Question.class,
                    (self, question) -> CompletableFuture.runAsync(() -> question.to().tell(7)));
            Task<Integer> sum = stage.system.start(self -> {
                int total = 0;
                for (int n = 0; n < 5_000; n++) total += self.<Integer>ask("t", Question::new, HOUR);
                return total;
            });
            stage.settle();
            assertThat(sum.join()).isEqualTo(35_000);
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void anAnswerMayComeFromAnotherActor() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            stage.system.spawn("front", Question.class, (self, question) -> self.tell("t", question));
            assertThat(stage.system.start(self -> self.<Integer>ask("front", Question::new, HOUR)).join())
                    .isEqualTo(42);
        }
    }

    @Test
    void theReferenceMayAnswerAtOnce() {
        try (Stage stage = new Stage()) {
            stage.recorder("t");
            assertThat(stage.system.start(self -> self.<Integer>ask("t", ref -> {
                ref.tell(5);
                return "question";
            }, HOUR)).join()).isEqualTo(5);
            stage.settle();
            assertThat(stage.said()).isEqualTo("tquestion");
        }
    }

    @Test
    void ofAnActorToItselfIsRefused() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Question.class, self -> {
                assertThatThrownBy(() -> self.<Question, Integer>ask(self.ref(), Question::new, HOUR))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("itself")
                        .hasMessageContaining("actor=a");
                assertThatThrownBy(() -> self.<Integer>ask("a", Question::new, HOUR))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(self.receive(Duration.ZERO)).isEmpty();
                stage.say("refused");
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("refused");
        }
    }

    @Test
    void withANegativeLimitIsRefused() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            stage.system.launch(self -> assertThatThrownBy(
                    () -> self.<Integer>ask("t", Question::new, Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("negative")).join();
            assertThatThrownBy(() -> stage.system.<Integer>ask("t", Question::new, Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void withAQuestionOfTheWrongClassIsRefusedAndLeavesNoTimer() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            stage.system.launch(self -> assertThatThrownBy(() -> self.<Integer>ask("t", ref -> "wrong", HOUR))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("java.lang.String"));
            assertThat(stage.system.run(Stage.PATIENCE)).as("nothing is left to do").isTrue();
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void thatIsRefusedTakesNoReply() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            AtomicReference<ActorRef<Integer>> reply = new AtomicReference<>();
            stage.system.launch(self -> {
                assertThatThrownBy(() -> self.<Integer>ask("t", ref -> {
                    reply.set(ref);
                    return "wrong";
                }, HOUR)).isInstanceOf(IllegalArgumentException.class);
                stage.say(reply.get().tell(1));
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("STOPPED");
            assertThat(stage.deadLetters).extracting(DeadLetter::reason)
                    .containsExactly(DeadLetter.Reason.LATE_REPLY);
        }
    }

    @Test
    void ofABodyThatStoppedItselfIsNotSent() {
        try (Stage stage = new Stage()) {
            stage.recorder("t");
            stage.system.spawn("a", Object.class, self -> {
                self.stop();
                try {
                    self.<Integer>ask("t", ref -> "question", HOUR);
                } finally {
                    stage.say("unwound");
                }
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("unwound");
        }
    }

    @Test
    void whoseQuestionCanNotBeMadeFailsAsItsMakerDoes() {
        try (Stage stage = new Stage()) {
            Question.answers(stage);
            IllegalStateException failure = new IllegalStateException();
            stage.system.launch(self -> {
                assertThatThrownBy(() -> self.<Integer>ask("t", ref -> {
                    throw failure;
                }, HOUR)).isSameAs(failure);
                assertThatThrownBy(() -> self.<Integer>ask("t", ref -> null, HOUR))
                        .isInstanceOf(NullPointerException.class).hasMessageContaining("actor=t");
            });
            assertThat(stage.system.run(Stage.PATIENCE)).isTrue();
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void whoAnswersAndThenAsksBackIsNoCircle() {
        try (Stage stage = new Stage()) {
            AtomicReference<ActorRef<Question>> a = new AtomicReference<>();
            ActorRef<Question> b = stage.system.spawn("b", Question.class, self -> {
                self.receive().to().tell(1);
                stage.say(self.<Question, Integer>ask(a.get(), Question::new, HOUR));
            });
            a.set(stage.system.spawn("a", Question.class, self -> {
                stage.say(self.<Question, Integer>ask(b, Question::new, HOUR));
                self.receive().to().tell(2);
            }));
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("1 2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatIsAnsweredIsForgottenByItsTarget(boolean elsewhere) {
        try (Stage stage = new Stage()) {
            stage.system.spawn("t", Question.class, (self, question) -> {
                if (elsewhere) CompletableFuture.runAsync(() -> question.to().tell(7));
                else question.to().tell(7);
            });
            List<WeakReference<Object>> replies = new ArrayList<>();
            stage.system.launch(self -> {
                for (int n = 0; n < 3; n++) self.<Integer>ask("t", ref -> {
                    replies.add(new WeakReference<>(ref));
                    return new Question(ref);
                }, HOUR);
            });
            stage.settle();
            Stage.eventually(() -> {
                System.gc();
                return replies.getFirst().get() == null;
            });
            assertThat(stage.lives("t")).isTrue();
            assertThat(replies).hasSize(3);
        }
    }
}
