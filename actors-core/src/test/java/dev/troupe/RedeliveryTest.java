package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The message in hand at a crash is given again, some times. Holds invariants 2, 3, 5 and 7.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RedeliveryTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final RestartPolicy TWICE = RestartPolicy.unlimited().redeliver(2);

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final IllegalStateException crash = new IllegalStateException("crash");
    private int failing;

    record Question(ActorRef<String> to) {}

    /// Notes each message; at "x" it crashes as often as `failing` says.
    private Props<Object> fragile(boolean body) {
        Handler<Object> handler = (self, message) -> {
            stage.say(message);
            if (message.equals("x") && failing-- > 0) throw crash;
        };
        return body ? Props.of(Object.class, self -> {
            while (true) handler.handle(self, self.receive());
        }) : Props.of(Object.class, handler);
    }

    private void tell(ActorRef<Object> ref, Object... messages) {
        for (Object message : messages) ref.tell(message);
        stage.settle();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("classpath")
    void comesBeforeAllOthers(boolean body) {
        try (stage) {
            failing = 1;
            tell(stage.system.spawn("a", fragile(body).restart(TWICE)), "a", "x", "b", "c");
            assertThat(stage.said()).isEqualTo("a x x b c");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isQuarantinedAfterSoManyCrashes(boolean body) {
        try (stage) {
            failing = 4;
            ActorRef<Object> ref = stage.system.spawn("a",
                    fragile(body).restart(RestartPolicy.unlimited().redeliver(3)));
            tell(ref, "a", "x", "b", "x", "c");
            assertThat(stage.said()).isEqualTo("a x x x b x x c");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", "x", DeadLetter.Reason.QUARANTINED));
        }
    }

    @Test
    void withOneItIsQuarantinedAtOnce() {
        try (stage) {
            failing = 1;
            tell(stage.system.spawn("a", fragile(true).restart(RestartPolicy.unlimited().redeliver(1))), "x", "b");
            assertThat(stage.said()).isEqualTo("x b");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", "x", DeadLetter.Reason.QUARANTINED));
        }
    }

    @Test
    void onlyCrashesInARowCount() { // one object each time, as constants are
        try (stage) {
            failing = 1;
            ActorRef<Object> ref = stage.system.spawn("a", fragile(false).restart(TWICE));
            for (int n = 0; n < 3; n++) {
                failing = 1;
                tell(ref, "x");
            }
            assertThat(stage.said()).isEqualTo("x x x x x x");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void withoutItTheMessageIsOnlyReported() {
        try (stage) {
            failing = 1;
            tell(stage.system.spawn("a", fragile(false).restart(RestartPolicy.unlimited())), "x", "b");
            assertThat(stage.said()).isEqualTo("x b");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void whenTheActorEndsTheMessageIsNotGivenAgain() {
        try (stage) {
            failing = 9;
            tell(stage.system.spawn("a", fragile(true).restart(RestartPolicy.upTo(2, HOUR).redeliver(2))), "x", "x",
                    "b");
            assertThat(stage.said()).isEqualTo("x x x");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly("x", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aQuestionIsGivenAgainAndThenAnswered(boolean body) {
        try (stage) {
            failing = 1;
            Handler<Question> answering = (self, question) -> {
                if (failing-- > 0) throw crash;
                question.to().tell("answer");
            };
            Props<Question> props = body ? Props.of(Question.class, self -> {
                while (true) answering.handle(self, self.receive());
            }) : Props.of(Question.class, answering);
            ActorRef<Question> ref = stage.system.spawn("a", props.restart(TWICE));
            var answer = stage.system.<Question, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            stage.settle();
            assertThat(answer).isCompletedWithValue("answer");
            failing = 2;
            var quarantined = stage.system.<Question, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            stage.settle();
            assertThat(quarantined).isCompletedExceptionally();
            assertThat(quarantined.exceptionNow()).isInstanceOf(AskCrashedException.class).hasCause(crash);
            assertThat(stage.deadLetters).extracting(DeadLetter::reason)
                    .containsExactly(DeadLetter.Reason.QUARANTINED);
            failing = 0;
            var next = stage.system.<Question, String>ask(ref, Question::new, HOUR).toCompletableFuture();
            stage.settle();
            assertThat(next).isCompletedWithValue("answer");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCountOfABoundedMailboxStaysExact(boolean body) {
        try (stage) {
            failing = 3;
            RestartPolicy policy = RestartPolicy.unlimited().redeliver(3).backOff(BackOff.fixed(Duration.ofSeconds(1)));
            ActorRef<Object> ref = stage.system.spawn("a",
                    fragile(body).mailbox(Mailbox.bounded(2, Mailbox.WhenFull.REFUSE)).restart(policy));
            tell(ref, "x", "b"); // the first is in the next life's hands, the second waits
            for (int n = 0; n < 2; n++) {
                assertThat(ref.offer("c")).isEqualTo(SendResult.FULL);
                clock.advance(Duration.ofSeconds(1));
                stage.settle();
            }
            assertThat(ref.offer("d")).isEqualTo(SendResult.ACCEPTED); // in quarantine it takes no room
            assertThat(ref.offer("e")).isEqualTo(SendResult.FULL);
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("x x x b d");
            for (int n = 0; n < 3; n++) {
                assertThat(ref.offer("f")).isEqualTo(SendResult.ACCEPTED);
                assertThat(ref.offer("g")).isEqualTo(SendResult.ACCEPTED);
                assertThat(ref.offer("h")).isEqualTo(SendResult.FULL);
                stage.settle();
            }
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void aHandlersMessageKeepsItsPlaceBeforeASenderThatWaits() {
        try (stage) {
            failing = 1;
            RestartPolicy policy = TWICE.backOff(BackOff.fixed(Duration.ofSeconds(1)));
            ActorRef<Object> ref = stage.system.spawn("a", fragile(false).mailbox(Mailbox.bounded(1)).restart(policy));
            stage.system.spawn("sender", Object.class, self -> {
                for (Object text : List.of("x", "b", "c")) {
                    self.tell("a", text);
                    stage.say(text + "!");
                }
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("x! x");
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.said().split(" ")).containsExactlyInAnyOrder("x!", "x", "x", "b!", "b", "c!", "c");
            assertThat(ref.offer("d")).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.offer("e")).isEqualTo(SendResult.FULL);
        }
    }

    @Test
    void aMessageThatWasPutAsideIsNotGivenTwice() {
        try (stage) {
            boolean[] open = {false};
            ActorRef<Object> ref = stage.system.spawn("a", Props.<Object>of(Object.class, (self, message) -> {
                stage.say(message);
                if (open[0]) return;
                self.stash(message);
                open[0] = message.equals("x");
                if (open[0]) throw crash;
            }).mailbox(Mailbox.bounded(3, Mailbox.WhenFull.REFUSE)).restart(TWICE));
            tell(ref, "a", "x", "b");
            assertThat(stage.said()).isEqualTo("a x a x b");
            for (int n = 0; n < 3; n++) assertThat(ref.offer("c")).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.offer("d")).isEqualTo(SendResult.FULL);
        }
    }

    @Test
    void aMessageThatABodyIsDoneWithIsNotGivenAgain() {
        try (stage) {
            ActorRef<Object> partner = stage.system.spawn("partner", Object.class, (self, message) -> {
                throw crash;
            });
            ActorRef<Object> ref = stage.system.spawn("a", Props.of(Object.class, self -> {
                if (stage.said().isEmpty()) self.link(partner);
                while (true) stage.say(self.receive());
            }).restart(TWICE));
            tell(ref, "a");
            tell(partner, "x"); // its end is raised where the other waits for its next message
            tell(ref, "b");
            assertThat(stage.said()).isEqualTo("a b");
            assertThat(stage.failures).hasSize(2);
        }
    }

    @Test
    void inAPriorityMailboxItStillComesFirst() {
        try (stage) {
            failing = 1;
            ActorRef<Object> ref = stage.system.spawn("a", fragile(false)
                    .mailbox(Mailbox.priority(java.util.Comparator.comparing(Object::toString))).restart(TWICE));
            tell(ref, "y", "x", "b", "z");
            assertThat(stage.said()).isEqualTo("b x x y z");
            failing = 1;
            tell(ref, "a", "x", "b");
            assertThat(stage.said()).isEqualTo("b x x y z a b x x");
        }
    }

    @Test
    void aMessageOfAWatchIsGivenAgainAndHasNoPlaceInTheCount() {
        try (stage) {
            failing = 1;
            ActorRef<Object> other = stage.recorder("other");
            ActorRef<Object> ref = stage.system.spawn("a", Props.<Object>of(Object.class, (self, message) -> {
                stage.say(message);
                if (message.equals("watch")) self.watch(other, "gone");
                if (message.equals("gone") && failing-- > 0) throw crash;
            }).mailbox(Mailbox.bounded(1, Mailbox.WhenFull.REFUSE)).restart(TWICE));
            tell(ref, "watch");
            stage.system.stop(other);
            stage.settle();
            assertThat(stage.said()).isEqualTo("watch gone gone");
            for (int n = 0; n < 3; n++) {
                assertThat(ref.offer("a")).isEqualTo(SendResult.ACCEPTED);
                assertThat(ref.offer("b")).isEqualTo(SendResult.FULL);
                stage.settle();
            }
        }
    }

    @Test
    void onePutAsideInAnEarlierTurnDoesNotHideItsTwin() { // one object, sent twice
        try (stage) {
            failing = 1;
            boolean[] stashed = {false};
            ActorRef<Object> ref = stage.system.spawn("a", Props.<Object>of(Object.class, (self, message) -> {
                stage.say(message);
                if (!stashed[0]) {
                    stashed[0] = true;
                    self.stash(message);
                } else if (failing-- > 0) throw crash;
            }).restart(TWICE));
            tell(ref, "x");
            tell(ref, "x", "b");
            assertThat(stage.said()).isEqualTo("x x x x b");
        }
    }

    @Test
    @Tag("deque") // counts turns
    void manyCrashesLeaveNothingInTheDeque() {
        try (stage) {
            failing = 1_000;
            ActorRef<Object> ref = stage.system.spawn("a",
                    fragile(false).restart(RestartPolicy.unlimited().redeliver(Integer.MAX_VALUE)));
            ref.tell("x");
            ref.tell("b");
            while (failing >= 0 && stage.system.step()) {}
            int left = 0;
            while (stage.system.step()) left++;
            assertThat(stage.said()).endsWith("x x b");
            assertThat(left).isLessThan(10);
        }
    }
}
