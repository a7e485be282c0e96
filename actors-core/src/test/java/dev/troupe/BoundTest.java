package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a bound counts, and what each kind of sender gets when it is reached: invariants 3 (a dead letter with its reason)
/// and 4 (who waits, who gets `FULL`).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundTest {
    private final Stage stage = new Stage();

    /// Takes nothing but what is negative.
    private ActorRef<Integer> picky(String name, Mailbox<Object> mailbox) {
        return stage.system.spawn(name, Props.of(Integer.class, self -> {
            while (true) stage.say("took" + self.receive(n -> n < 0));
        }).mailbox(mailbox));
    }

    private void assertDead(Object... messages) {
        assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder(messages);
        if (Stage.ON_DEQUE) assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(messages);
        assertThat(stage.deadLetters).extracting(DeadLetter::reason)
                .allMatch(DeadLetter.Reason.FULL::equals);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aBoundOfZeroOrLessIsRefusedWithItsValue(int capacity) {
        assertThatThrownBy(() -> Mailbox.bounded(capacity)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("> 0").hasMessageContaining("capacity=" + capacity);
        assertThatThrownBy(() -> Mailbox.bounded(capacity, Mailbox.WhenFull.DROP_OLDEST))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("capacity=" + capacity);
    }

    @Test
    void nullsAreRefused() {
        assertThatThrownBy(() -> Mailbox.bounded(1, null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("whenFull");
        assertThatThrownBy(() -> Mailbox.priority(null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("order");
        Props<Integer> props = Props.of(Integer.class, (self, n) -> {});
        assertThatThrownBy(() -> props.mailbox(null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("mailbox");
    }

    @Test
    void saysWhatItIs() {
        assertThat(Mailbox.bounded(3).capacity()).isEqualTo(3);
        assertThat(Mailbox.bounded(3).whenFull()).isEqualTo(Mailbox.WhenFull.SUSPEND);
        assertThat(Mailbox.unbounded().capacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Mailbox.unbounded().order()).isNull();
        Mailbox<Integer> small = Mailbox.bounded(1);
        assertThat(Props.of(Integer.class, (self, n) -> {}).mailbox(small).mailbox()).isSameAs(small);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 1000})
    void holdsExactlySoManyFromOutside(int capacity) {
        try (stage) {
            ActorRef<Integer> ref = picky("p", Mailbox.bounded(capacity));
            for (int n = 0; n < capacity; n++) assertThat(ref.tell(n)).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.offer(-1)).isEqualTo(SendResult.FULL);
            assertThat(stage.deadLetters).isEmpty();
            assertThat(ref.tell(-2)).isEqualTo(SendResult.FULL);
            stage.settle();
            assertThat(ref.offer(-3)).as("what was passed over counts").isEqualTo(SendResult.FULL);
            assertThat(stage.said()).isEmpty();
            assertDead(-2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void holdsExactlySoManyFromWithin(int capacity) {
        try (stage) {
            ActorRef<Integer> ref = picky("p", Mailbox.bounded(capacity));
            stage.system.spawn("h", Integer.class, (self, n) -> {
                for (int i = 0; i < capacity; i++) stage.say(ref.tell(i));
                stage.say(ref.offer(-1));
            }).tell(0);
            stage.settle();
            assertThat(stage.said()).isEqualTo("ACCEPTED ".repeat(capacity) + "FULL");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void whatIsTakenMakesRoomAndWhatIsPassedOverDoesNot() {
        try (stage) {
            ActorRef<Integer> ref = picky("p", Mailbox.bounded(3));
            for (int n : new int[] {1, -2, 3}) ref.tell(n);
            stage.settle();
            assertThat(ref.offer(-4)).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.offer(-5)).isEqualTo(SendResult.FULL);
            stage.settle();
            assertThat(stage.said()).isEqualTo("took-2 took-4");
            assertThat(ref.offer(6)).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.offer(-7)).isEqualTo(SendResult.FULL);
        }
    }

    @Test
    void whatIsStashedCountsUntilItIsHandled() {
        try (stage) {
            ActorRef<Integer> ref = stage.system.spawn("s", Props.<Integer>of(Integer.class, (self, n) -> {
                if (n > 0) {
                    self.stash(n);
                    return;
                }
                self.unstash();
                self.become((same, m) -> stage.say(m));
            }).mailbox(Mailbox.bounded(3)));
            ref.tell(1);
            ref.tell(2);
            stage.settle();
            assertThat(ref.offer(0)).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.offer(4)).as("two stashed, one on its way").isEqualTo(SendResult.FULL);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
            for (int n = 5; n < 8; n++) assertThat(ref.offer(n)).isEqualTo(SendResult.ACCEPTED);
            assertThat(ref.offer(8)).isEqualTo(SendResult.FULL);
        }
    }

    @Test
    @Tag("classpath")
    void bodiesAndTasksWait() {
        try (stage) {
            ActorRef<Integer> ref = picky("p", Mailbox.bounded(1));
            ref.tell(1);
            stage.system.spawn("b", Integer.class, self -> stage.say("b" + ref.tell(-1)));
            Task<Void> task = stage.system.launch(self -> stage.say("t" + self.tell("p", -2)));
            assertThatThrownBy(stage::settle).isInstanceOf(DeadlockException.class);
            assertThat(stage.said()).isEmpty();
            assertThat(task.isDone()).isFalse();
            assertThat(stage.deadLetters).isEmpty();
            assertThat(stage.system.waits()).extracting(WaitFor::toString).containsExactly(
                    "b sends to p (mailbox full 1/1)", "p receives", "task-1 sends to p (mailbox full 1/1)");
        }
    }

    @Test
    void handlersOutsideThreadsAndOneselfGetFull() throws InterruptedException {
        try (stage) {
            ActorRef<Integer> ref = picky("p", Mailbox.bounded(1));
            ref.tell(1);
            stage.system.spawn("h", Integer.class, (self, n) -> stage.say("handler" + self.tell("p", 2))).tell(0);
            Thread.ofVirtual().start(() -> stage.say("thread" + ref.tell(3))).join();
            stage.system.spawn("self", Props.of(Integer.class, self -> {
                stage.say("self" + self.ref().tell(4));
                stage.say("self" + self.tell("self", 5));
                stage.say("took" + self.receive());
            }).mailbox(Mailbox.bounded(1)));
            stage.settle();
            stage.assertSaid("threadFULL handlerFULL selfACCEPTED selfFULL took4");
            assertThat(stage.said()).containsSubsequence("selfACCEPTED", "selfFULL", "took4");
            assertDead(3, 2, 5);
        }
    }

    @Test
    void anOfferNeverWaits() {
        try (stage) {
            ActorRef<Integer> ref = picky("p", Mailbox.bounded(1));
            ref.tell(1);
            stage.system.spawn("b", Integer.class, self -> stage.say("b" + ref.offer(-1) + self.offer("p", -1)));
            var _ = stage.system.launch(self -> stage.say("t" + self.offer("p", -2)));
            stage.settle();
            stage.assertSaid("bFULLFULL tFULL");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void whoRefusesRefusesEverybody() {
        try (stage) {
            ActorRef<Integer> ref = picky("p", Mailbox.bounded(1, Mailbox.WhenFull.REFUSE));
            ref.tell(1);
            stage.system.spawn("b", Integer.class, self -> stage.say("b" + ref.tell(2)));
            var _ = stage.system.launch(self -> stage.say("t" + self.tell("p", 3)));
            stage.system.spawn("h", Integer.class, (self, n) -> stage.say("h" + ref.tell(4))).tell(0);
            stage.settle();
            assertThat(ref.tell(5)).isEqualTo(SendResult.FULL);
            stage.assertSaid("bFULL tFULL hFULL");
            assertDead(2, 3, 4, 5);
        }
    }

    @ParameterizedTest
    @EnumSource(Mailbox.WhenFull.class)
    void aStopPassesAFullMailbox(Mailbox.WhenFull whenFull) {
        try (stage) {
            ActorRef<Integer> ref = picky("parent", Mailbox.bounded(2, whenFull));
            stage.system.spawn("h", Props.<Integer>of(Integer.class, (self, n) -> stage.say(n))
                    .mailbox(Mailbox.bounded(1, whenFull))).tell(1);
            ref.tell(1);
            ref.tell(2);
            stage.system.stop(ref);
            stage.system.find("h", Integer.class).ifPresent(stage.system::stop);
            stage.settle();
            assertThat(stage.system.names()).isEmpty();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.deadLetters).hasSize(3).extracting(DeadLetter::reason)
                    .containsOnly(DeadLetter.Reason.STOPPED);
        }
    }

    @Test
    void aTimersMessageIsBoundedAsAnyOther() {
        try (stage) {
            stage.system.spawn("p", Props.<Integer>of(Integer.class, self -> {
                self.timers().once("t", Duration.ofNanos(1), 7);
                self.receive(n -> n < 0);
            }).mailbox(Mailbox.bounded(1))).tell(1);
            stage.settle();
            assertDead(7);
        }
    }

    @Test
    void aQuestionToAFullMailboxWaitsItsTurn() {
        try (stage) {
            ActorRef<Object> target = stage.system.spawn("target", Props.<Object>of(Object.class, self -> {
                while (true) switch (self.receive()) {
                    case ActorRef<?> reply -> {
                        @SuppressWarnings("unchecked")
                        ActorRef<Object> to = (ActorRef<Object>) reply;
                        stage.say("asked" + to.tell("answer"));
                    }
                    case Object other -> stage.say(other);
                }
            }).mailbox(Mailbox.bounded(1)));
            target.tell(1);
            stage.system.spawn("s", Integer.class, self -> target.tell(2));
            stage.system.spawn("a", Integer.class, self -> stage.say(
                    self.<Object, Object>ask(target, to -> to, Duration.ofHours(1))));
            stage.system.spawn("z", Integer.class, self -> target.tell(3));
            stage.settle();
            stage.assertSaid("1 2 askedACCEPTED 3 answer");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void aQuestionThatWaitedForRoomCountsAsAnyOther() {
        try (stage) {
            ActorRef<Object> target = stage.system.spawn("target", Props.<Object>of(Object.class, self -> {
                self.yield(); // the question finds no room
                stage.say(self.receive()); // lets it in
                self.receive(Long.class);
            }).mailbox(Mailbox.bounded(1)));
            target.tell(1);
            asker(target);
            stage.turns();
            assertThat(stage.said()).isEqualTo("1");
            assertThat(target.offer(2L)).isEqualTo(SendResult.FULL);
            stage.system.stop(target);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 AskStoppedException");
        }
    }

    @Test
    void aQuestionThatWaitsForRoomFailsWhenItsTargetStops() {
        try (stage) {
            ActorRef<Integer> target = picky("p", Mailbox.bounded(1));
            target.tell(1);
            asker(target);
            stage.turnsUntil(() -> stage.system.waits().size() == 2);
            stage.system.stop(target);
            stage.settle();
            assertThat(stage.said()).isEqualTo("AskStoppedException");
            // who waits for room hears of the stop when it begins, the mailbox is emptied when it is over
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(2, 1);
            assertThat(stage.deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.STOPPED);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Mailbox.WhenFull.class, names = "SUSPEND", mode = EnumSource.Mode.EXCLUDE)
    void aQuestionThatIsRefusedOrDroppedFailsAtOnce(Mailbox.WhenFull whenFull) {
        try (stage) {
            ActorRef<Integer> target = picky("p", Mailbox.bounded(1, whenFull));
            boolean refuses = whenFull == Mailbox.WhenFull.REFUSE;
            target.tell(1);
            asker(target);
            stage.turnsUntil(() -> !stage.said().isEmpty() || stage.system.waits().size() == 2);
            assertThat(stage.said()).isEqualTo(refuses ? "AskRefusedException" : "");
            target.tell(3);
            stage.settle();
            assertThat(stage.said()).isEqualTo("AskRefusedException");
            if (refuses) assertDead(2, 3);
            else assertDead(1, 2);
        }
    }

    /// Asks with the number two, and notes the failure.
    private <M> void asker(ActorRef<M> target) {
        stage.system.spawn("a", Integer.class, self -> {
            AskException failure = catchThrowableOfType(AskException.class,
                    () -> self.<Object>ask(target.name(), to -> 2, Duration.ofHours(1)));
            stage.say(failure.getClass().getSimpleName());
        });
    }

    @Test
    void whatCameFromOutsideKeepsItsPlaceAmongAll() {
        try (stage) {
            ActorRef<Integer> ref = stage.system.spawn("c", Props.<Integer>of(Integer.class, (self, n) -> stage.say(n))
                    .mailbox(Mailbox.bounded(8)));
            stage.system.spawn("h", Integer.class, (self, n) -> ref.tell(n)).tell(2);
            ref.tell(1); // its entry is in the deque when 2 is sent
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
        }
    }

    @Test
    @Tag("deque") // the receiver's turn is still to come after so many steps
    void aCloseMakesWhatWaitsDead() {
        try (stage) {
            ActorRef<Integer> ref = stage.system.spawn("c", Props.<Integer>of(Integer.class, (self, n) -> stage.say(n))
                    .mailbox(Mailbox.bounded(8)));
            stage.system.spawn("b", Integer.class, self -> {
                for (int n = 1; n <= 3; n++) ref.tell(n);
                try {
                    self.receive();
                } finally {
                    self.sleep(Duration.ofMillis(20));
                }
            });
            for (int turn = 0; turn < 2; turn++) assertThat(stage.system.step()).isTrue();
            stage.end();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.deadLetters).hasSize(3).extracting(DeadLetter::reason)
                    .containsOnly(DeadLetter.Reason.CLOSED);
        }
    }
}
