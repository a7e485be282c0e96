package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.coroutine.Unwind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handlers that take over. Holds invariants 2 (what waits keeps its order) and 3.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BecomeTest {
    @Test
    @Tag("classpath")
    void changesAHandlerForTheNextMessage() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("h", Integer.class, (self, n) -> {
                stage.say("first" + n);
                self.become((same, m) -> {
                    stage.say("second" + m);
                    same.become((again, l) -> stage.say("third" + l));
                });
                stage.say("still" + n);
            });
            for (int n = 1; n <= 3; n++) stage.system.tell("h", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("first1 still1 second2 third3");
        }
    }

    @Test
    void endsABodyAtItsNextWaitAndKeepsTheOrderOfWhatWaits() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                self.receive(n -> n == 3);
                self.become((same, n) -> {
                    stage.say("h" + n);
                    if (n == 1) same.tell("b", 6);
                });
                stage.say("goes on");
                try {
                    self.receive();
                    stage.say("never");
                } finally {
                    stage.say("finally");
                }
            });
            for (int n = 1; n <= 5; n++) stage.system.tell("b", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("goes on finally h1 h2 h4 h5 h6");
            assertThat(stage.failures).isEmpty();
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void raisesReplacedWhereABodyWouldWait() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                self.become((same, n) -> stage.say(n));
                try {
                    self.yield();
                } catch (Unwind.Replaced e) {
                    stage.say("replaced");
                }
            });
            stage.system.tell("b", 1);
            stage.settle();
            assertThat(stage.said()).isEqualTo("replaced 1");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void takesOverWhenTheBodyReturns() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> ref = stage.system.spawn("b", Integer.class, self -> {
                self.receive();
                self.become((same, n) -> stage.say("h" + n));
            });
            ref.tell(1);
            ref.tell(2);
            stage.settle();
            ref.tell(3);
            stage.settle();
            assertThat(stage.said()).isEqualTo("h2 h3");
            assertThat(stage.system.find("b", Integer.class)).contains(ref);
        }
    }

    @Test
    void keepsItsChildren() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                self.spawn("kid", Integer.class, (kid, n) -> stage.say("kid" + n));
                self.become((same, n) -> same.children().forEach(kid -> same.tell(kid.name(), n)));
            });
            stage.system.tell("b", 1);
            stage.settle();
            assertThat(stage.said()).isEqualTo("kid1");
        }
    }

    @Test
    void aBodyThatCrashesAfterwardsEndsItsActor() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                self.become((same, n) -> stage.say("never"));
                throw new IllegalStateException("crash");
            });
            stage.system.tell("b", 1);
            stage.settle();
            assertThat(stage.failures).hasSize(1);
            assertThat(stage.deadLetters).hasSize(1);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aStopIsStrongerThanASuccessor() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                self.become((same, n) -> stage.say("never"));
                self.stop();
            });
            stage.system.tell("b", 1);
            stage.settle();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.deadLetters).hasSize(1);
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aHandlerThatStopsWithABacklogLeavesItToDeadLetters() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                self.receive(n -> n == 4);
                self.become((same, n) -> {
                    stage.say(n);
                    if (n == 2) same.stop();
                });
            });
            for (int n = 1; n <= 5; n++) stage.system.tell("b", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder(3, 5);
        }
    }
}
