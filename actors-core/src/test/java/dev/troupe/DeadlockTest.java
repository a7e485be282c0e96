package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invariant 7 for full mailboxes: a circle fails when it closes, senders nobody can release when the deque goes idle.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadlockTest {
    record Bill() {}

    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage();

    /// Each body fills its own mailbox and then sends to the next one.
    private void circle(Stage where, String... names) {
        AtomicInteger full = new AtomicInteger();
        for (int n = 0; n < names.length; n++) {
            String next = names[(n + 1) % names.length];
            String before = n == 0 ? null : names[n - 1];
            where.system.spawn(names[n], Props.<Integer>of(Integer.class, self -> {
                self.ref().tell(0);
                full.incrementAndGet();
                yieldUntil(full, names.length, self);
                if (before != null) where.afterWaitOf(before, self);
                try {
                    where.say(self.name() + self.tell(next, 1));
                } catch (DeadlockException circle) {
                    where.say(circle.getMessage());
                }
                while (true) self.receive();
            }).mailbox(Mailbox.bounded(1)));
        }
    }

    private static void yieldUntil(AtomicInteger full, int many, TaskContext self) {
        do {
            self.yield();
        } while (full.get() < many);
    }

    @Test
    @Tag("classpath")
    void aCircleOfFullMailboxesFailsWhenItClosesAndIsItsText() {
        try (stage) {
            circle(stage, "a", "b");
            stage.settle();
            assertThat(stage.said()).isEqualTo("a sends to b (mailbox full 1/1), b sends to a aACCEPTED");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void alsoOfThree() {
        try (stage) {
            circle(stage, "a", "b", "c");
            stage.settle();
            assertThat(stage.said()).startsWith(
                    "a sends to b (mailbox full 1/1), b sends to c (mailbox full 1/1), c sends to a ")
                    .contains("aACCEPTED").contains("bACCEPTED");
        }
    }

    @Test
    void aHeartbeatDoesNotHideACircle() {
        try (stage) {
            stage.system.spawn("heart", String.class, self -> {
                self.timers().fixedRate("beat", Duration.ofMillis(1), "beat");
                for (int n = 0; n < 5; n++) self.receive();
                stage.say("beaten");
            });
            circle(stage, "a", "b");
            stage.settle();
            assertThat(stage.said()).contains("a sends to b (mailbox full 1/1), b sends to a ", "beaten");
            if (Stage.ON_DEQUE) assertThat(stage.said()).endsWith("beaten");
        }
    }

    @Test
    void oneThatNobodyCaughtComesOutOfRunOnce() {
        AtomicInteger full = new AtomicInteger();
        try (stage) {
            for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}})
                stage.system.spawn(pair[0], Props.<Integer>of(Integer.class, self -> {
                    self.ref().tell(0);
                    full.incrementAndGet();
                    yieldUntil(full, 2, self);
                    if (pair[0].equals("b")) stage.afterWaitOf("a", self);
                    self.tell(pair[1], 1);
                }).mailbox(Mailbox.bounded(1)));
            assertThatThrownBy(stage::settle).isInstanceOf(DeadlockException.class)
                    .hasMessage("a sends to b (mailbox full 1/1), b sends to a");
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("b");
            stage.settle();
        }
    }

    @Test
    void aMixedCircleOfAnAskAndAFullMailboxFails() {
        AtomicInteger full = new AtomicInteger();
        try (stage) {
            stage.system.spawn("a", Props.<Object>of(Object.class, self -> {
                self.ref().tell(0);
                full.incrementAndGet();
                yieldUntil(full, 2, self);
                stage.say(self.tell("b", 1));
            }).mailbox(Mailbox.bounded(1)));
            stage.system.spawn("b", Props.<Object>of(Object.class, self -> {
                self.ref().tell(0);
                full.incrementAndGet();
                self.yield();
                self.yield();
                stage.afterWaitOf("a", self);
                try {
                    self.<Object>ask("a", to -> to, Duration.ofSeconds(9));
                } catch (DeadlockException circle) {
                    stage.say(circle.getMessage());
                }
            }).mailbox(Mailbox.bounded(1)));
            stage.settle();
            assertThat(stage.said()).isEqualTo("a sends to b (mailbox full 1/1), b asks a STOPPED");
        }
    }

    /// Fills the mailbox of one who waits for something else.
    private void stuck(Stage where) {
        ActorRef<Object> b = where.system.spawn("b", Props.<Object>of(Object.class, self -> {
            self.receive(Bill.class);
            where.say("released");
        }).mailbox(Mailbox.bounded(8)));
        where.system.spawn("a", Integer.class, self -> {
            for (int n = 0; n < 9; n++) b.tell(n);
        });
    }

    @Test
    void sendersNobodyCanReleaseComeOutOfRunEachTime() {
        try (stage) {
            stuck(stage);
            for (int time = 0; time < 2; time++)
                assertThatThrownBy(stage::settle)
                        .isInstanceOfSatisfying(DeadlockException.class,
                                stuck -> assertThat(stuck.target()).isEqualTo("b"))
                        .hasMessage("a sends to b (mailbox full 8/8), b receives Bill");
            stage.system.find("a", Integer.class).ifPresent(stage.system::stop);
            stage.settle();
        }
    }

    @Test
    void allOfThemAreNamedOnceAndInOrder() {
        try (stage) {
            stuck(stage);
            for (String name : new String[] {"p", "c"})
                stage.system.spawn(name, Integer.class, self -> {
                    stage.afterWaitOf("a", self);
                    self.tell("b", 10);
                });
            assertThatThrownBy(stage::settle).hasMessage("a sends to b (mailbox full 8/8), b receives Bill, "
                    + "c sends to b (mailbox full 8/8), p sends to b (mailbox full 8/8)");
        }
    }

    @Test
    void theEndOfTheTargetReleasesThem() {
        try (stage) {
            stuck(stage);
            assertThatThrownBy(stage::settle).isInstanceOf(DeadlockException.class);
            stage.system.find("b", Object.class).ifPresent(stage.system::stop);
            stage.settle();
            assertThat(stage.deadLetters).hasSize(9);
        }
    }

    @Test
    void waitingToReceiveIsNoDeadlock() {
        try (stage) {
            for (int n = 0; n < 3; n++) stage.system.spawn("r" + n, Bill.class, self -> self.receive());
            stage.system.spawn("full", Props.<Object>of(Object.class, self -> self.receive(Bill.class))
                    .mailbox(Mailbox.bounded(1))).tell(1);
            stage.settle();
            stage.settle();
            assertThat(stage.system.names()).hasSize(4);
        }
    }

    @Test
    void aTimerThatWillReleaseASenderIsNoDeadlock() {
        try (Stage manual = new Stage(settings -> settings.clock(clock))) {
            manual.system.spawn("slow", Props.<Integer>of(Integer.class, self -> {
                while (true) {
                    self.sleep(Duration.ofSeconds(1));
                    manual.say(self.receive());
                }
            }).mailbox(Mailbox.bounded(1)));
            manual.system.spawn("a", Integer.class, self -> {
                for (int n = 0; n < 3; n++) self.tell("slow", n);
            });
            for (int n = 0; n < 4; n++) {
                manual.settle();
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(manual.said()).isEqualTo("0 1 2");
        }
    }

    @Test
    void aTimerOfWhomTheTargetWaitsForIsNoDeadlockEither() {
        try (Stage manual = new Stage(settings -> settings.clock(clock))) {
            manual.system.spawn("slow", Props.<Integer>of(Integer.class, self -> {
                while (true) {
                    self.sleep(Duration.ofSeconds(1));
                    manual.say(self.receive());
                }
            }).mailbox(Mailbox.bounded(1)));
            manual.system.spawn("relay", Props.<Integer>of(Integer.class, self -> {
                while (true) self.tell("slow", self.receive());
            }).mailbox(Mailbox.bounded(1)));
            manual.system.spawn("a", Integer.class, self -> {
                for (int n = 0; n < 5; n++) self.tell("relay", n);
            });
            for (int n = 0; n < 6; n++) {
                manual.settle();
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(manual.said()).isEqualTo("0 1 2 3 4");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeartbeatOnAManualClockDoesNotHideStuckSenders(boolean before) {
        try (Stage manual = new Stage(settings -> settings.clock(clock))) {
            if (!before) stuck(manual);
            manual.system.spawn("heart", String.class, (self, text) -> self.timers().fixedRate("beat",
                    Duration.ofSeconds(1), "beat")).tell("start");
            if (before) stuck(manual);
            assertThatThrownBy(manual::settle).isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("b receives Bill");
        }
    }

    @Test
    void aHandlerThatStashedAllItsRoomIsNamedAsThat() {
        try (stage) {
            stage.system.spawn("b", Props.<Integer>of(Integer.class, (self, n) -> self.stash(n))
                    .mailbox(Mailbox.bounded(2)));
            stage.system.spawn("a", Integer.class, self -> List.of(1, 2, 3).forEach(n -> self.tell("b", n)));
            assertThatThrownBy(stage::settle).hasMessageStartingWith("a sends to b (mailbox full 2/2), b ")
                    .hasMessageContaining("stash");
        }
    }

    private Task<SendResult> stuckTask(Stage where) {
        where.system.spawn("b", Props.<Object>of(Object.class, self -> {
            where.say(self.receive(Bill.class));
        }).mailbox(Mailbox.bounded(1)));
        return where.system.start(self -> {
            self.tell("b", 1);
            return self.tell("b", 2);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void joinOfASenderNobodyCanReleaseThrowsAsRunDoes(boolean waitsForOne) {
        try (stage) {
            Task<SendResult> sender = stuckTask(stage);
            Task<SendResult> joined = waitsForOne ? stage.system.start(self -> self.await(sender)) : sender;
            String text = "b receives Bill";
            for (int time = 0; time < 2; time++)
                assertThatThrownBy(joined::join).isInstanceOf(DeadlockException.class).hasMessageContaining(text);
            assertThatThrownBy(joined::get).isInstanceOf(DeadlockException.class).hasMessageContaining(text);
            assertThatThrownBy(() -> stage.system.run(joined)).isInstanceOf(DeadlockException.class);
            stage.system.find("b", Object.class).ifPresent(stage.system::stop);
            assertThat(joined.join()).isEqualTo(SendResult.STOPPED);
        }
    }

    @Test
    void joinOfATaskThatWaitsForSomethingElseGoesOn() {
        try (stage) {
            Task<SendResult> stuck = stuckTask(stage);
            assertThatThrownBy(stuck::join).isInstanceOf(DeadlockException.class);
            CompletableFuture<Integer> later = new CompletableFuture<>();
            Task<Integer> other = stage.system.start(self -> self.await(later));
            Thread.ofVirtual().start(() -> later.complete(1));
            assertThat(other.join()).isEqualTo(1);
        }
    }
}
