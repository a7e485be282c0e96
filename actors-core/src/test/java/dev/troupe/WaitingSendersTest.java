package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Coroutines that wait for room: invariants 3 (what they wanted to send is never lost), 4 (the target stops: `STOPPED`) and
/// 6 (unwound where they wait), and 2 (nobody overtakes).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingSendersTest {
    private final Stage stage = new Stage();

    /// Takes a message each time it is told to by "take" from a system-wide handler, else nothing.
    private ActorRef<Object> stuck(int capacity) {
        return stage.system.spawn("full", Props.<Object>of(Object.class, self -> self.receive(Long.class))
                .mailbox(Mailbox.bounded(capacity)));
    }

    private void sender(String name, ActorRef<Object> to, Object message) {
        stage.system.spawn(name, Integer.class, self -> {
            try {
                stage.say(name + to.tell(message));
            } finally {
                stage.say(name + "-end");
            }
        });
    }

    /// Drives until nothing is ready, whoever waits.
    private void turns() {
        stage.turns();
    }

    @Test
    @Tag("classpath")
    void theFirstSenderThatWaitsGoesFirst() {
        try (stage) {
            CompletableFuture<Integer> go = new CompletableFuture<>();
            ActorRef<Integer> consumer = stage.system.spawn("c", Props.of(Integer.class, self -> {
                self.await(go);
                while (true) stage.say(self.receive());
            }).mailbox(Mailbox.bounded(1)));
            for (int s = 0; s < 5; s++) {
                int number = s;
                stage.system.spawn("s" + s, Integer.class, self -> {
                    consumer.tell(number);
                    consumer.tell(10 + number);
                });
                turns();
            }
            go.complete(0);
            stage.settle();
            // the one that had room at once is the first to wait with its second
            stage.assertSaidInGroups("0", "10", "1", "2", "3", "4", "11 12 13 14");
        }
    }

    @Test
    @Tag("deque") // the order across actors
    void nobodyOvertakesWhoWaits() {
        try (stage) {
            ActorRef<Object> consumer = stage.system.spawn("c", Props.<Object>of(Object.class, self -> {
                for (int n = 1; n <= 3; n++) {
                    stage.say("took" + self.receive());
                    self.tell("latecomer", 0); // room was made in this turn, and given away
                    self.yield();
                }
            }).mailbox(Mailbox.bounded(1)));
            stage.system.spawn("latecomer", Integer.class, (self, n) -> stage.say(consumer.offer("late")));
            stage.system.spawn("s", Integer.class, self -> {
                for (int n = 1; n <= 3; n++) consumer.tell(n);
            });
            turns();
            assertThat(stage.said()).startsWith("took1 FULL took2 FULL took3 ");
        }
    }

    @Test
    void whoWaitsIsToldThatTheTargetStopped() {
        try (stage) {
            ActorRef<Object> full = stuck(1);
            full.tell("kept");
            sender("a", full, 1);
            sender("b", full, 2);
            turns();
            stage.system.stop(full);
            stage.settle();
            stage.assertSaid("aSTOPPED a-end bSTOPPED b-end");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder("kept", 1, 2);
            assertThat(stage.deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.STOPPED);
        }
    }

    private final CompletableFuture<Integer> later = new CompletableFuture<>();

    /// Has a handler, with room for one, that gets its first message when somebody waits for room.
    private ActorRef<Integer> handlesLater(Handler<Integer> handler) {
        return stage.system.spawn("f", Props.<Integer>of(Integer.class, self -> {
            self.await(later);
            self.become(handler);
        }).mailbox(Mailbox.bounded(1)));
    }

    /// Has a body that tells two, the second of which has no room; then the target goes on, and ends.
    private void tellsTwo(ActorRef<Integer> target) {
        stage.system.spawn("a", Integer.class, self -> {
            stage.say(target.tell(1));
            stage.say(target.tell(2));
        });
        turns();
        assertThat(stage.said()).isEqualTo("ACCEPTED");
        later.complete(0);
        stage.settle();
        assertThat(stage.said()).isEqualTo("ACCEPTED STOPPED");
    }

    @Test
    void whoWaitsIsToldThatTheTargetCrashed() {
        try (stage) {
            tellsTwo(handlesLater((self, n) -> {
                throw new IllegalStateException("crash " + n);
            }));
            assertThat(stage.failures).hasSize(1);
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("f", 2, DeadLetter.Reason.STOPPED));
        }
    }

    @Test
    void whoWaitsIsToldThatTheTargetEnded() {
        try (stage) {
            tellsTwo(stage.system.spawn("f", Props.<Integer>of(Integer.class, self -> self.await(later))
                    .mailbox(Mailbox.bounded(1))));
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void whoWaitsIsToldThatTheHandlerStoppedItself() {
        try (stage) {
            tellsTwo(handlesLater((self, n) -> self.stop()));
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("f", 2, DeadLetter.Reason.STOPPED));
        }
    }

    @Test
    void whatAStoppedSenderWantedToSendIsDead() {
        try (stage) {
            ActorRef<Object> full = stuck(1);
            full.tell("kept");
            sender("a", full, 1);
            sender("b", full, 2L);
            sender("c", full, 3);
            turns();
            stage.system.find("a", Integer.class).ifPresent(stage.system::stop);
            turns();
            assertThat(stage.said()).isEqualTo("a-end");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("full", 1, DeadLetter.Reason.FULL));
            stage.system.stop(full);
            stage.settle();
            assertThat(stage.deadLetters).hasSize(4);
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void whatACancelledTaskWantedToSendIsDead() {
        try (stage) {
            ActorRef<Object> full = stuck(1);
            full.tell("kept");
            Task<Void> task = stage.system.launch(self -> {
                try {
                    self.tell("full", 1);
                } finally {
                    stage.say("unwound");
                }
            });
            turns();
            assertThat(task.cancel(true)).isTrue();
            stage.settle();
            assertThat(stage.said()).isEqualTo("unwound");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("full", 1, DeadLetter.Reason.FULL));
        }
    }

    @Test
    @Tag("deque") // the stop comes before the sender goes on
    void whatWasLetInIsProcessedThoughItsSenderStops() {
        try (stage) {
            ActorRef<Integer> consumer = stage.system.spawn("c", Props.of(Integer.class, self -> {
                stage.say(self.receive()); // lets 2 in, and its sender is to be woken
                self.system().find("s", Integer.class).ifPresent(self.system()::stop);
                stage.say(self.receive());
                self.receive();
            }).mailbox(Mailbox.bounded(1)));
            stage.system.spawn("s", Integer.class, self -> {
                consumer.tell(1);
                consumer.tell(2);
                stage.say("never");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
            assertThat(stage.lives("s")).isFalse();
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void whoIsUnwoundMayWaitForRoomAgain() {
        try (stage) {
            CompletableFuture<Integer> go = new CompletableFuture<>();
            ActorRef<Integer> consumer = stage.system.spawn("c", Props.of(Integer.class, self -> {
                self.await(go);
                while (true) stage.say(self.receive());
            }).mailbox(Mailbox.bounded(1)));
            ActorRef<Integer> sender = stage.system.spawn("s", Integer.class, self -> {
                consumer.tell(1);
                try {
                    consumer.tell(2);
                } finally {
                    stage.say(consumer.tell(3));
                }
            });
            turns();
            stage.system.stop(sender);
            turns();
            go.complete(0);
            stage.settle();
            assertThat(stage.said()).contains("1", "3", "ACCEPTED").doesNotContain("2");
            assertThat(stage.deadLetters).containsExactly(new DeadLetter("c", 2, DeadLetter.Reason.FULL));
        }
    }

    @Test
    void whatABodyThatStoppedItselfCantSendIsDead() {
        try (stage) {
            ActorRef<Object> full = stuck(1);
            full.tell("kept");
            stage.system.spawn("s", Integer.class, self -> {
                self.stop();
                full.tell(1);
            });
            stage.settle();
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(1);
        }
    }

    @Test
    void aPredicateThatSendsGetsFull() {
        try (stage) {
            ActorRef<Object> full = stuck(1);
            full.tell("kept");
            stage.system.spawn("b", Integer.class, self -> {
                self.receive(n -> n == 2);
                self.receive(n -> full.tell(n) == SendResult.FULL);
                stage.say("done");
            });
            stage.system.tell("b", 1);
            stage.system.tell("b", 2);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    @Test
    void aCloseEndsWhoWaitsAndLosesNothing() {
        try (stage) {
            ActorRef<Object> full = stuck(2);
            full.tell("k1");
            full.tell("k2");
            for (int n = 0; n < 5; n++) sender("s" + n, full, n);
            turns();
            stage.end();
            assertThat(stage.said()).contains("s0-end", "s1-end", "s2-end", "s3-end", "s4-end");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder("k1", "k2", 0, 1,
                    2, 3, 4);
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void whoWaitedGoesOnAfterItsMessage() {
        try (stage) {
            ActorRef<Integer> consumer = stage.system.spawn("c",
                    Props.<Integer>of(Integer.class, (self, n) -> stage.say(n)).mailbox(Mailbox.bounded(1)));
            stage.system.spawn("s", Integer.class, self -> {
                consumer.tell(1);
                consumer.tell(2);
                stage.say("sent");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2 sent");
        }
    }
}
