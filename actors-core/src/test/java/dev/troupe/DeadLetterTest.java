package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariants 3 (no loss in silence) and 4 (what `tell` returns).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadLetterTest {
    private static ActorRef<Integer> ended(Stage stage) {
        ActorRef<Integer> ref = stage.system.spawn("ended", Integer.class, self -> {});
        stage.settle();
        return ref;
    }

    @Test
    @Tag("classpath")
    void namesTheReasonAndTheMessage() {
        try (Stage stage = new Stage()) {
            Object message = new Object();
            ActorRef<Integer> ended = ended(stage);
            assertThat(stage.system.tell("nobody", message)).isEqualTo(SendResult.STOPPED);
            assertThat(ended.tell(1)).isEqualTo(SendResult.STOPPED);
            ActorRef<Integer> idle = stage.system.spawn("idle", Integer.class, (self, n) -> {});
            assertThat(idle.tell(2)).isEqualTo(SendResult.ACCEPTED);
            stage.settle();
            stage.end();
            assertThat(idle.tell(3)).isEqualTo(SendResult.CLOSED);
            assertThat(stage.deadLetters).containsExactly(
                    new DeadLetter("nobody", message, DeadLetter.Reason.NO_SUCH_ACTOR),
                    new DeadLetter("ended", 1, DeadLetter.Reason.STOPPED),
                    new DeadLetter("idle", 3, DeadLetter.Reason.CLOSED));
        }
    }

    @Test
    void givesTheSameReasonsInsideAnActor() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> ended = ended(stage);
            stage.system.spawn("h", Integer.class, (self, n) -> {
                stage.say(self.tell("nobody", 1));
                stage.say(ended.tell(2));
                stage.say(self.tell("h", 3));
                self.stop();
            });
            stage.system.tell("h", 0);
            stage.settle();
            assertThat(stage.said()).isEqualTo("STOPPED STOPPED ACCEPTED");
            assertThat(stage.deadLetters).containsExactly(
                    new DeadLetter("nobody", 1, DeadLetter.Reason.NO_SUCH_ACTOR),
                    new DeadLetter("ended", 2, DeadLetter.Reason.STOPPED),
                    new DeadLetter("h", 3, DeadLetter.Reason.STOPPED));
        }
    }

    @Test
    void tellsTheListenerBeforeItReturnsOnTheSameThread() {
        try (Stage stage = new Stage()) {
            Thread[] seen = {null};
            Subscription subscription = stage.system.onDeadLetter(letter -> {
                seen[0] = Thread.currentThread();
                stage.say("listener");
            });
            stage.system.tell("nobody", 1);
            stage.say("returned");
            assertThat(seen[0]).isSameAs(Thread.currentThread());
            subscription.close();
            stage.system.tell("nobody", 1);
            assertThat(stage.said()).isEqualTo("listener returned");
        }
    }

    @Test
    void anOfferMakesNone() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> ended = ended(stage);
            ActorRef<Integer> live = stage.system.spawn("live", Integer.class, (self, n) -> {
                stage.say(self.offer("nobody", 1));
                stage.say(self.offer("live", 2));
                stage.say(ended.offer(3));
                self.become((same, m) -> stage.say("got" + m));
            });
            assertThat(stage.system.offer("nobody", 1)).isEqualTo(SendResult.STOPPED);
            assertThat(ended.offer(2)).isEqualTo(SendResult.STOPPED);
            assertThat(stage.system.offer("live", 0)).isEqualTo(SendResult.ACCEPTED);
            stage.settle();
            stage.end();
            assertThat(live.offer(3)).isEqualTo(SendResult.CLOSED);
            assertThat(stage.said()).isEqualTo("STOPPED ACCEPTED STOPPED got2");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void anOfferRefusesWhatATellRefuses() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> live = stage.system.spawn("live", Integer.class, (self, n) -> {});
            assertThatThrownBy(() -> live.offer(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> stage.system.offer("live", "text")).isInstanceOf(IllegalArgumentException.class);
            stage.end();
            assertThatThrownBy(() -> stage.system.offer("live", 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatABodyNeverTookIsDeadWhenItEnds() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> self.receive(n -> n == 2));
            for (int n = 0; n <= 4; n++) stage.system.tell("b", n);
            stage.settle();
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(0, 1, 3, 4);
            assertThat(stage.deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.STOPPED);
        }
    }

    @Test
    void aListenerMaySend() {
        try (Stage stage = new Stage()) {
            stage.recorder("morgue");
            stage.system.onDeadLetter(letter -> stage.system.tell("morgue", letter.message()));
            stage.system.spawn("h", Integer.class, (self, n) -> self.tell("nobody", n));
            stage.system.tell("h", 1);
            stage.system.tell("nobody", 2);
            stage.settle();
            assertThat(stage.said()).isEqualTo("morgue2 morgue1");
        }
    }
}
