package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Asks that are not answered within their limit, and replies that come late. Holds invariants 3 and 7.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class AskLimitTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private static AskTimeoutException timeout(TaskContext self) {
        return catchThrowableOfType(AskTimeoutException.class, () -> self.<Integer>ask("t", Question::new, SHORT));
    }

    @Test
    void theFailureSaysWhatIsKnown() {
        try (Stage stage = new Stage()) {
            ActorRef<Object> target = stage.system.spawn("t", Object.class, self -> {
                self.receive();
                self.receive(String.class);
            });
            for (int n = 0; n < 3; n++) target.tell(n);
            stage.settle(); // it has taken one of them, however late its thread comes to it
            Task<AskTimeoutException> task = stage.system.start(AskLimitTest::timeout);
            stage.settle();
            AskTimeoutException failure = task.join();
            assertThat(failure).isNotNull();
            assertThat(failure.target()).isEqualTo("t");
            AskException.Details details = failure.details();
            assertThat(details).isNotNull();
            assertThat(details.message()).isEqualTo(Question.class);
            assertThat(details.elapsed()).isBetween(SHORT, Duration.ofSeconds(10));
            assertThat(details.targetLives()).isTrue();
            assertThat(details.waiting()).as("two numbers and the question").isEqualTo(3);
            assertThat(failure).hasMessageContainingAll("limit", "target=t", Question.class.getName(), "elapsed=PT",
                    "target lives=true", "messages waiting there=3");
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void theFailureCountsWhatIsOnItsWay() {
        try (Stage stage = new Stage()) {
            AtomicBoolean end = new AtomicBoolean();
            stage.system.spawn("t", Object.class, (self, message) -> {
                if (message.equals("aside")) self.stash(message);
                else if (!(message instanceof Question) && !end.get()) self.tell("t", message);
            });
            Task<AskTimeoutException> task = stage.system.start(self -> {
                self.tell("t", "aside");
                for (int n = 0; n < 5; n++) self.tell("t", n);
                AskTimeoutException failure = timeout(self);
                end.set(true);
                return failure;
            });
            stage.settle();
            AskTimeoutException failure = task.join();
            assertThat(failure).isNotNull();
            assertThat(failure.details()).isNotNull();
            assertThat(failure.details().waiting()).as("five that go round and one aside")
                    .isBetween(Stage.ON_DEQUE ? 6 : 5, Stage.ON_DEQUE ? 6 : 8); // lanes count all entries, from outside
        }
    }

    @Test
    void aLimitOfZeroIsOverAtOnce() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("t", Question.class, self -> self.sleep(Duration.ofHours(1)));
            Task<Void> task = stage.system.launch(self -> assertThat(
                    catchThrowableOfType(AskTimeoutException.class,
                            () -> self.<Integer>ask("t", Question::new, Duration.ZERO)))
                    .isNotNull());
            assertThat(task.join()).isNull();
        }
    }

    @Test
    void lateAndSecondRepliesAreDeadLetters() {
        try (Stage stage = new Stage()) {
            CompletableFuture<ActorRef<Integer>> kept = new CompletableFuture<>();
            stage.system.spawn("t", Question.class, (self, question) -> {
                if (kept.complete(question.to())) return;
                assertThat(question.to().tell(1)).isEqualTo(SendResult.ACCEPTED);
                assertThat(question.to().tell(2)).isEqualTo(SendResult.STOPPED);
                assertThat(question.to().offer(3)).isEqualTo(SendResult.STOPPED);
            });
            stage.system.launch(self -> {
                assertThat(timeout(self)).isNotNull();
                assertThat(self.await(kept).tell(0)).isEqualTo(SendResult.STOPPED); // the limit may come before its turn
                int reply = self.<Integer>ask("t", Question::new, Duration.ofHours(1));
                stage.say(reply);
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("1");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(0, 2);
            assertThat(stage.deadLetters).extracting(DeadLetter::recipient).containsOnly("reply to task-1");
            assertThat(stage.deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.LATE_REPLY);
        }
    }

    @Test
    void aReplyToAnAskerThatHasStoppedIsADeadLetter() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> go = new CompletableFuture<>();
            stage.system.spawn("t", Question.class, self -> {
                Question question = self.receive();
                question.to().tell(self.await(go));
            });
            ActorRef<Object> asker = stage.system.spawn("a", Object.class,
                    self -> self.<Integer>ask("t", Question::new, Duration.ofHours(1)));
            stage.turns();
            stage.system.stop(asker);
            stage.turns();
            go.complete(5);
            stage.settle();
            assertThat(stage.deadLetters).singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.LATE_REPLY));
        }
    }

    @Test
    void aReplyAtTheVeryMomentOfTheLimitIsGivenOrLate() {
        int rounds = 10_000;
        LinkedTransferQueue<ActorRef<Integer>> open = new LinkedTransferQueue<>();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        Thread replier = Thread.ofPlatform().start(() -> {
            try {
                for (int n = 0; n < rounds; n++) {
                    ActorRef<Integer> to = open.take();
                    long until = System.nanoTime() + ThreadLocalRandom.current().nextInt(200_000);
                    while (System.nanoTime() < until) Thread.onSpinWait();
                    if (to.tell(1) == SendResult.ACCEPTED) accepted.incrementAndGet();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        try (Stage stage = new Stage()) {
            stage.system.spawn("t", Question.class, (self, question) -> open.add(question.to()));
            stage.system.launch(self -> {
                for (int n = 0; n < rounds; n++) {
                    try {
                        answered.addAndGet(self.<Integer>ask("t", Question::new, Duration.ofNanos(100_000)));
                    } catch (AskTimeoutException e) {
                        late.incrementAndGet();
                    }
                }
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
        } finally {
            replier.interrupt();
        }
        assertThat(replier).satisfies(Thread::join);
        assertThat(answered.get() + late.get()).isEqualTo(rounds);
        assertThat(accepted.get()).isEqualTo(answered.get());
    }

    @Test
    void aQuestionTakenAfterItsLimitIsForgotten() {
        try (Stage stage = new Stage()) {
            AtomicReference<WeakReference<Object>> reply = new AtomicReference<>();
            stage.system.spawn("t", Object.class, self -> {
                self.sleep(Duration.ofMillis(50));
                while (true) self.receive();
            });
            stage.system.launch(self -> assertThat(catchThrowableOfType(AskTimeoutException.class,
                    () -> self.<Integer>ask("t", ref -> {
                        reply.set(new WeakReference<>(ref));
                        return new Question(ref);
                    }, SHORT))).isNotNull());
            stage.settle();
            stage.system.tell("t", "another");
            stage.settle();
            try {
                Stage.eventually(() -> {
                    System.gc();
                    return reply.get().get() == null;
                });
            } finally {
                Reference.reachabilityFence(stage);
            }
        }
    }
}
