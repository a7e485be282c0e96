package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariants 1 (nothing runs inside itself) and 2 (order): the deque's rules 1, 3, 4, 7 and 8.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("deque") // across actors, the order is the deque's
class OrderTest {
    @Test
    @Tag("classpath")
    @Tag("deque") // the order of all that was sent
    void deliversInTheOrderSentAcrossActors() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.system.spawn("b", Integer.class, self -> {
                while (true) stage.say("b" + self.receive());
            });
            stage.system.tell("a", 1);
            stage.system.tell("a", 2);
            stage.system.tell("b", 3);
            stage.system.tell("a", 4);
            stage.system.tell("b", 5);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a1 a2 b3 a4 b5");
        }
    }

    @Test
    void sleepingNoTimeIsAYield() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Integer.class, self -> {
                self.sleep(Duration.ZERO);
                stage.say("a");
            });
            stage.system.spawn("b", Integer.class, self -> {
                self.yield();
                stage.say("b");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("a b");
        }
    }

    @Test
    @Tag("deque") // the order of all that was sent
    void deliversWhatOneTurnSentInItsOrder() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.recorder("b");
            stage.system.spawn("from", String.class, (self, m) -> {
                self.tell("b", 1);
                self.tell("a", 2);
                self.ref().tell("ignored");
                self.tell("b", 3);
                self.become((same, again) -> stage.say(again));
            });
            stage.system.tell("from", "go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("b1 a2 ignored b3");
        }
    }

    @Test
    void aSendNeverRunsTheReceiver() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("self", Integer.class, (self, n) -> {
                stage.say("(" + n);
                if (n < 2) self.tell("self", n + 1);
                stage.say(n + ")");
            });
            stage.system.tell("self", 0);
            stage.settle();
            assertThat(stage.said()).isEqualTo("(0 0) (1 1) (2 2)");
        }
    }

    @Test
    void aTellWithRoomGoesOnAtOnce() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.system.spawn("body", Integer.class, self -> {
                self.tell("a", 1);
                stage.say("told");
                self.tell("a", 2);
                stage.say("over");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("told over a1 a2");
        }
    }

    @Test
    @Tag("deque") // the order of all that was sent
    void aSpawnedBodyStartsAfterTheTurnThatSpawnedItAndBeforeItsFirstMessage() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.system.spawn("parent", String.class, self -> {
                self.tell("a", 1);
                ActorRef<String> child = self.spawn("child", String.class, kid -> {
                    stage.say("start");
                    stage.say(kid.receive());
                });
                child.tell("first");
                self.tell("a", 2);
                stage.say("spawned");
                self.receive();
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("spawned a1 start first a2");
        }
    }

    @Test
    @Tag("deque") // the order across actors
    void aHandlerFactoryIsCalledAfterTheTurnThatSpawnedItAndBeforeItsFirstMessage() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("parent", String.class, (self, m) -> {
                self.spawn("child", String.class, () -> {
                    stage.say("made");
                    return (kid, got) -> stage.say(got);
                }).tell("first");
                stage.say("spawned");
            });
            stage.system.tell("parent", "go");
            stage.settle();
            assertThat(stage.said()).isEqualTo("spawned made first");
        }
    }

    @Test
    @Tag("deque") // the order of all that was sent
    void yieldGoesToTheEnd() {
        try (Stage stage = new Stage()) {
            for (String name : List.of("x", "y"))
                stage.system.spawn(name, Integer.class, self -> {
                    for (int n = 1; n <= 3; n++) {
                        stage.say(name + n);
                        self.yield();
                    }
                });
            stage.settle();
            assertThat(stage.said()).isEqualTo("x1 y1 x2 y2 x3 y3");
        }
    }

    @Test
    @Tag("deque") // the order of all that was sent
    void aSleepOfZeroGoesToTheEnd() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.system.spawn("body", Integer.class, self -> {
                self.tell("a", 1);
                self.sleep(Duration.ZERO);
                stage.say("awake");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("a1 awake");
        }
    }

    @Test
    @Tag("deque") // the order of all that was sent
    void messagesFromOutsideAreSeenAtLatestAfter64Turns() {
        try (Stage stage = new Stage()) {
            int[] turn = {0};
            List<Integer> seen = new ArrayList<>();
            ActorRef<String> late = stage.system.spawn("late", String.class, (self, m) -> seen.add(turn[0]));
            List<Integer> sent = new ArrayList<>();
            stage.system.spawn("spinner", Integer.class, (self, n) -> {
                turn[0] = n;
                if (n % 100 == 50) {
                    Thread other = Thread.ofPlatform().start(() -> late.tell("from outside"));
                    other.join();
                    sent.add(n);
                }
                if (n < 1_000) self.tell("spinner", n + 1);
            });
            stage.system.tell("spinner", 0);
            stage.settle();
            assertThat(seen).hasSameSizeAs(sent);
            // at most the rest of a slice of 64, then the one entry that is in the deque
            for (int i = 0; i < sent.size(); i++) assertThat(seen.get(i) - sent.get(i)).isBetween(0, 65);
        }
    }

    @Test
    void dueTimersAreSeenThoughOthersKeepTheDequeBusy() {
        try (Stage stage = new Stage()) {
            boolean[] done = {false};
            stage.system.spawn("spinner", Integer.class, (self, n) -> {
                if (!done[0]) self.tell("spinner", n + 1);
            });
            stage.system.spawn("sleeper", Integer.class, self -> {
                self.sleep(Duration.ofMillis(5));
                done[0] = true;
            });
            stage.system.tell("spinner", 0);
            stage.settle();
            assertThat(done[0]).isTrue();
        }
    }

    @Test
    void timersFireInTheOrderOfTheirDeadlines() {
        ManualClock clock = new ManualClock();
        try (Stage stage = new Stage(settings -> settings.clock(clock))) {
            for (int millis : new int[] {60, 20, 40, 0})
                stage.system.spawn("s" + millis, Integer.class, self -> {
                    self.sleep(Duration.ofMillis(millis));
                    stage.say(millis);
                });
            stage.settle();
            clock.advance(Duration.ofMillis(60));
            stage.settle();
            assertThat(stage.said()).isEqualTo("0 20 40 60");
        }
    }

    @Test
    void settlesOnlyWhenSleepersAreDone() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("sleeper", Integer.class, self -> {
                self.sleep(Duration.ofMillis(30));
                self.tell("next", 1);
            });
            stage.system.spawn("next", Integer.class, self -> {
                self.receive();
                self.sleep(Duration.ofMillis(30));
                stage.say("done");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    @Test
    @Tag("deque") // the order of all that was sent
    void givesTheSameOutputOnEachOf100Runs() {
        String first = mixedRun();
        assertThat(first).contains("crash", "end").hasSizeGreaterThan(1_000);
        for (int run = 1; run < 100; run++) assertThat(mixedRun()).isEqualTo(first);
    }

    /// Bodies, handlers, children, a crash, stops and selective receives.
    private static String mixedRun() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("hub", Integer.class, (self, n) -> {
                stage.say("hub" + n);
                if (n % 7 == 0 && n < 40) self.spawn(Integer.class, kid -> {
                    stage.say("start" + n);
                    int got = kid.receive(m -> m > 50);
                    stage.say("kid" + n + ":" + got);
                    kid.yield();
                    kid.tell("hub", 30 + n);
                    if (got % 2 == 0) throw new IllegalStateException("crash");
                    stage.say("end" + n);
                });
                for (ActorRef<?> kid : self.children()) self.tell(kid.name(), n * 3);
                if (n < 60) self.tell("walker", n + 1);
            });
            stage.system.spawn("walker", Integer.class, self -> {
                while (true) {
                    int n = self.receive();
                    self.yield();
                    stage.say("walker" + n);
                    self.tell("hub", n);
                }
            });
            stage.system.onFailure(f -> stage.say("crash:" + f.actor()));
            stage.system.onDeadLetter(d -> stage.say("dead:" + d.recipient() + d.message()));
            stage.system.tell("hub", 0);
            stage.system.tell("hub", 7);
            stage.settle();
            return stage.said();
        }
    }
}
