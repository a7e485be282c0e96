package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Messages a handler puts aside: invariants 2 (their order) and 3 (dead letters when the actor ends).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StashTest {
    private final Stage stage = new Stage();

    /// Puts positive numbers aside until 0 comes.
    private ActorRef<Integer> door(Mailbox<Object> mailbox) {
        return stage.system.spawn("door", Props.<Integer>of(Integer.class, (self, n) -> {
            if (n > 0) {
                self.stash(n);
                return;
            }
            self.unstash();
            self.become((open, m) -> stage.say(m));
        }).mailbox(mailbox));
    }

    @Test
    @Tag("classpath")
    void whatWasPutAsideComesInOrderAndBeforeWhatWaits() {
        try (stage) {
            ActorRef<Integer> door = door(Mailbox.unbounded());
            stage.recorder("other");
            for (int n : new int[] {1, 2, 3, 0, 4}) door.tell(n);
            stage.system.tell("other", "-between");
            door.tell(5);
            stage.settle();
            stage.assertSaid("1 other-between 2 3 4 5");
            assertThat(stage.said()).containsSubsequence("1", "2", "3", "4", "5");
        }
    }

    @Test
    void alsoWithABound() {
        try (stage) {
            ActorRef<Integer> door = door(Mailbox.bounded(6));
            var _ = stage.system.launch(self -> {
                for (int n : new int[] {1, 2, 3, 0, 4, 5}) self.tell("door", n);
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2 3 4 5");
            assertThat(door.offer(6)).isEqualTo(SendResult.ACCEPTED);
        }
    }

    @Test
    void alsoWithABoundThatIsReached() {
        try (stage) {
            door(Mailbox.bounded(3));
            var _ = stage.system.launch(self -> {
                for (int n : new int[] {1, 2, 0, 3, 4, 5, 6, 7})
                    assertThat(self.tell("door", n)).isEqualTo(SendResult.ACCEPTED);
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2 3 4 5 6 7");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void whatIsPutAsideAgainComesAgainAfterTheNextUnstash() {
        try (stage) {
            stage.system.spawn("s", String.class, (self, text) -> {
                stage.say(text);
                if (text.equals("open")) self.unstash();
                else self.stash(text);
            });
            for (String text : new String[] {"a", "b", "open", "c", "open"}) stage.system.tell("s", text);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b open a b c open a b c");
            assertThat(stage.system.step()).isFalse();
        }
    }

    @Test
    void anUnstashWhileWhatWasPutAsideIsHandledGoesBeforeTheRest() {
        try (stage) {
            stage.system.spawn("s", Integer.class, (self, n) -> {
                stage.say(n);
                if (n == 0 || n == 2) self.unstash();
                if (n == 1 && !stage.said().contains("2")) self.stash(n);
                if (n == 3 && !stage.said().contains("0")) self.stash(n);
            });
            for (int n : new int[] {3, 1, 0, 2, 4}) stage.system.tell("s", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("3 1 0 3 1 2 1 4");
        }
    }

    @Test
    void whatIsLeftAsideIsDeadWhenItsActorStopsOrCrashes() {
        try (stage) {
            ActorRef<Integer> door = door(Mailbox.unbounded());
            door.tell(1);
            door.tell(2);
            stage.settle();
            stage.system.stop(door);
            stage.system.spawn("fragile", String.class, (self, text) -> {
                self.stash(text);
                if (text.equals("b")) throw new IllegalStateException("crash");
            });
            stage.system.tell("fragile", "a");
            stage.system.tell("fragile", "b");
            stage.settle();
            Map.of("door", List.<Object>of(1, 2), "fragile", List.<Object>of("a", "b"))
                    .forEach((actor, left) -> assertThat(
                            stage.deadLetters).filteredOn(letter -> letter.recipient().equals(actor))
                            .extracting(DeadLetter::message).isEqualTo(left));
            assertThat(stage.deadLetters).hasSize(4);
            assertThat(stage.deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.STOPPED);
        }
    }

    @Test
    void aBodyAndNullAndAWrongClassAreRefused() {
        try (stage) {
            stage.system.spawn("b", Integer.class, self -> {
                assertThatThrownBy(() -> self.stash(1)).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("handler").hasMessageContaining("actor=b");
                assertThatThrownBy(self::unstash).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("actor=b");
                stage.say("body");
            });
            stage.system.spawn("h", Integer.class, (self, n) -> {
                assertThatThrownBy(() -> self.stash(null)).isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("message");
                @SuppressWarnings({"unchecked", "rawtypes"})
                HandlerContext<Object> raw = (HandlerContext) self;
                assertThatThrownBy(() -> raw.stash("text")).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("java.lang.String").hasMessageContaining("actor=h");
                self.unstash(); // nothing is aside
                stage.say("handler");
            }).tell(1);
            stage.settle();
            stage.assertSaid("body handler");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void moreThanTheBoundIsRefused() {
        try (stage) {
            stage.system.spawn("h", Props.<String>of(String.class, (self, text) -> {
                self.stash(text);
                self.stash("another");
                assertThatThrownBy(() -> self.stash("one too many")).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("actor=h").hasMessageContaining("2/2");
                stage.say("refused");
            }).mailbox(Mailbox.bounded(2))).tell("one");
            stage.settle();
            assertThat(stage.said()).isEqualTo("refused");
        }
    }

    @Test
    void aForeignThreadIsRefused() {
        try (stage) {
            AtomicReference<HandlerContext<Integer>> leaked = new AtomicReference<>();
            stage.system.spawn("h", Integer.class, (self, n) -> leaked.set(self)).tell(1);
            stage.settle();
            assertThatThrownBy(() -> leaked.get().stash(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> leaked.get().unstash()).isInstanceOf(IllegalStateException.class);
            assertThat(stage.failures).hasSize(2);
        }
    }
}
