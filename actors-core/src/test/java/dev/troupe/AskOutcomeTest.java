package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Outcomes of asks that meet the end of the asker, or end it: invariants 3 (an answer is not lost in silence), 4 (a handler
/// doesn't wait for room), 5 and 6 (what ends a body unwinds it).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AskOutcomeTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private final ManualClock clock = new ManualClock();

    private Stage manual() {
        return new Stage(s -> s.clock(clock).closeLimit(Duration.ofSeconds(1)));
    }

    /// An actor that takes one message and then has no room.
    private static ActorRef<Object> full(Stage stage) {
        ActorRef<Object> full = stage.system.spawn("full",
                Props.<Object>of(Object.class, self -> self.receive(Long.class)).mailbox(Mailbox.bounded(1)));
        return full;
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void anAnswerToAnAskerThatIsStoppedIsADeadLetter() {
        try (Stage stage = manual()) {
            record Q(ActorRef<String> to) {}
            ActorRef<Q> r = stage.system.spawn("r", Q.class, (self, q) -> {
                stage.say(q.to.tell("x"));
                self.system().stop(self.system().find("a", Object.class).orElseThrow());
            });
            stage.system.spawn("a", Object.class, self -> stage.say(self.<Q, String>ask(r, Q::new, HOUR)));
            stage.system.run(SOON);
            assertThat(stage.said()).isEqualTo("ACCEPTED");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly("x");
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerToAHandlerThatIsStoppedIsADeadLetter(boolean before) {
        try (Stage stage = manual()) {
            record Q(ActorRef<String> to) {}
            ActorRef<Q> r = stage.system.spawn("r", Q.class, self -> {
                Q q = self.receive();
                if (before) stage.say(q.to.tell("x"));
                self.system().stop(self.system().find("h", Object.class).orElseThrow());
                self.sleep(HOUR);
                if (!before) stage.say(q.to.tell("x"));
            });
            stage.system.spawn("h", Object.class, (self, m) -> self.<Q, String>ask(r, Q::new, HOUR.plus(HOUR),
                    (answer, failure) -> {
                        stage.say("made");
                        return "outcome";
                    })).tell("go");
            stage.system.run(SOON);
            assertThat(stage.lives("h")).isFalse();
            clock.advance(HOUR);
            stage.system.run(SOON);
            assertThat(stage.said()).isEqualTo(before ? "ACCEPTED" : "STOPPED");
            assertThat(stage.deadLetters).extracting(DeadLetter::recipient, DeadLetter::message, DeadLetter::reason)
                    .containsExactly(tuple("reply to h", "x", DeadLetter.Reason.LATE_REPLY));
        }
    }

    @Test
    void whatMakesTheMessageUnwindsABodyByWhatItThrows() {
        try (Stage stage = manual()) {
            record Q(ActorRef<String> to) {}
            ActorRef<Q> r = stage.system.spawn("r", Q.class, (self, q) -> q.to.tell("x"));
            stage.system.spawn("a", Object.class, self -> {
                self.<Q, String>ask(r, Q::new, HOUR, (answer, failure) -> {
                    throw new IllegalStateException("outcome");
                });
                try {
                    self.receive();
                } finally {
                    stage.say("finally");
                }
            });
            stage.system.run(SOON);
            assertThat(stage.said()).isEqualTo("finally");
        }
    }

    @Test
    void aHandlerMayStopWhereTheMessageIsMade() {
        try (Stage stage = manual()) {
            record Q(ActorRef<String> to) {}
            ActorRef<Q> r = stage.system.spawn("r", Q.class, (self, q) -> q.to.tell("x"));
            stage.system.spawn("a", Object.class, (self, m) -> self.<Q, String>ask(r, Q::new, HOUR,
                    (answer, failure) -> {
                        self.stop();
                        return "end";
                    })).tell("go");
            stage.system.run(SOON);
            assertThat(stage.lives("a")).isFalse();
        }
    }

    @Test
    void aHandlersQuestionDoesNotWaitForRoom() {
        try (Stage stage = manual()) {
            ActorRef<Object> full = full(stage);
            stage.system.spawn("h", Object.class, (self, m) -> {
                if (m.equals("go"))
                    for (int n = 0; n < 5; n++)
                        self.<Object, Object>ask(full, to -> to, HOUR, (answer, failure) -> failure);
                else
                    stage.say(m.getClass().getSimpleName());
            }).tell("go");
            stage.system.run(SOON);
            assertThat(stage.said().split(" ")).hasSize(4).containsOnly("AskRefusedException");
        }
    }

    @Test
    void aHandlersOpenQuestionsEndWithIt() {
        try (Stage stage = Stage.closedWithin(SOON)) {
            ActorRef<Object> mute = stage.system.spawn("mute", Object.class, (self, m) -> {});
            stage.system.spawn("h", Object.class, (self, m) -> {
                self.<Object, Object>ask(mute, to -> to, HOUR, (answer, failure) -> "never");
                self.stop();
            }).tell("go");
            assertThat(stage.system.run(SOON)).isTrue();
        }
    }

    /// The asker is busy meanwhile, so the limit and the outcome both wait for it.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatComesAtTheLimitIsToldOnce(boolean crashes) {
        try (Stage stage = manual()) {
            record Q(ActorRef<String> to) {}
            ActorRef<Q> target = stage.system.spawn("t", Q.class, (self, q) -> {
                if (crashes) throw new IllegalStateException("t");
                q.to.tell("answer");
            });
            stage.system.spawn("a", Object.class, (self, m) -> {
                if (!m.equals("go")) {
                    stage.say(m.toString());
                    return;
                }
                self.<Q, String>ask(target, Q::new, Duration.ofSeconds(1), (answer, failure) -> failure == null
                        ? "told " + answer
                        : "told " + failure.getClass().getSimpleName());
                clock.advance(Duration.ofSeconds(2));
            }).tell("go");
            stage.system.run(SOON);
            assertThat(stage.said()).isIn(Stage.ON_DEQUE
                    ? List.of(crashes ? "told AskCrashedException" : "told answer")
                    : List.of(crashes ? "told AskCrashedException" : "told answer", "told AskTimeoutException"));
        }
    }
}
