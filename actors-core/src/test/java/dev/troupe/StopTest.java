package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may stop an actor and when. Holds invariants 3 and 6.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopTest {
    @ParameterizedTest
    @ValueSource(strings = {"receive", "class", "predicate", "limit", "sleep"})
    @Tag("classpath")
    void endsABodyWhereItWaits(String where) {
        try (Stage stage = new Stage()) {
            ActorRef<Object> ref = stage.system.spawn("body", Object.class, self -> {
                try {
                    switch (where) {
                        case "receive" -> self.receive();
                        case "class" -> self.receive(String.class);
                        case "predicate" -> self.receive(m -> false);
                        case "limit" -> self.receive(Duration.ofHours(1));
                        default -> self.sleep(Duration.ofHours(1));
                    }
                    stage.say("went on");
                } finally {
                    stage.say("finally");
                }
            });
            stage.turns();
            stage.system.spawn("stopper", Object.class, self -> self.system().stop(ref));
            stage.settle();
            assertThat(stage.said()).isEqualTo("finally");
            assertThat(stage.failures).isEmpty();
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void endsABodyThatYields() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> yields = new CompletableFuture<>();
            ActorRef<Object> ref = stage.system.spawn("body", Object.class, self -> {
                try {
                    for (int n = 0; true; n++) {
                        self.yield();
                        if (n == 2) yields.complete(n);
                    }
                } finally {
                    stage.say("finally");
                }
            });
            stage.system.spawn("stopper", Object.class, self -> {
                self.await(yields);
                self.system().stop(ref);
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("finally");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    @Tag("deque") // a stop comes before a start on another lane
    void anActorThatHasNotStartedNeverDoes() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> outside = stage.system.spawn("outside", Integer.class, self -> stage.say("ran"));
            outside.tell(1);
            stage.system.stop(outside);
            stage.system.spawn("parent", Integer.class, self -> {
                ActorRef<Integer> kid = self.spawn("kid", Integer.class, k -> stage.say("ran"));
                kid.tell(2);
                self.system().stop(kid);
                self.receive();
            });
            stage.settle();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.system.names()).containsExactly("parent");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(1, 2);
        }
    }

    @Test
    void overtakesMessages() {
        try (Stage stage = new Stage()) {
            ActorRef<Integer> ref = stage.system.spawn("late", Integer.class, (self, n) -> stage.say(n));
            stage.settle();
            for (int n = 1; n <= 3; n++) ref.tell(n);
            stage.system.stop(ref);
            stage.settle();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(1, 2, 3);
        }
    }

    @Test
    void comesAfterTheTurnThatRuns() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("self", Integer.class, self -> {
                self.system().stop(self.ref());
                stage.say("after");
                assertThat(self.ref().tell(1)).isEqualTo(SendResult.ACCEPTED);
                self.receive();
                stage.say("never");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("after");
            assertThat(stage.deadLetters).hasSize(1);
        }
    }

    @Test
    void selfStopIsRaisedAtTheNextWait() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("self", Integer.class, self -> {
                self.stop();
                stage.say("after");
                assertThat(self.ref().tell(1)).isEqualTo(SendResult.STOPPED);
                try {
                    self.sleep(Duration.ofMillis(1));
                    stage.say("never");
                } finally {
                    stage.say("unwound");
                }
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("after unwound");
        }
    }

    @Test
    void stopsChildrenFirstTheYoungestFirst() {
        try (Stage stage = new Stage()) {
            Actor<Object> leaf = self -> {
                try {
                    self.receive();
                } finally {
                    stage.say(self.name());
                }
            };
            ActorRef<Object> top = stage.system.spawn("t", Object.class, self -> {
                self.spawn("a", Object.class, kid -> {
                    kid.spawn("1", Object.class, leaf);
                    kid.spawn("2", Object.class, leaf);
                    leaf.run(kid);
                });
                self.spawn("b", Object.class, leaf);
                leaf.run(self);
            });
            stage.settle();
            stage.system.stop(top);
            stage.settle();
            stage.assertSaid("t/b t/a/2 t/a/1 t/a t");
            List<String> ends = List.of(stage.said().split(" ", -1));
            assertThat(ends).containsSubsequence("t/a/1", "t/a", "t").containsSubsequence("t/a/2", "t/a").endsWith("t");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void waitsForChildrenThatSleepInFinally() {
        try (Stage stage = new Stage()) {
            ActorRef<Object> top = stage.system.spawn("t", Object.class, self -> {
                self.spawn("a", Object.class, kid -> {
                    try {
                        kid.receive();
                    } finally {
                        kid.sleep(Duration.ofMillis(20));
                        stage.say("child");
                    }
                });
                try {
                    self.receive();
                } finally {
                    stage.say("parent");
                }
            });
            stage.settle();
            stage.system.stop(top);
            stage.settle();
            assertThat(stage.said()).isEqualTo("child parent");
        }
    }

    @Test
    void selfStopWaitsForChildrenAsWell() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> begun = new CompletableFuture<>();
            stage.system.spawn("t", Object.class, self -> {
                self.spawn("a", Object.class, kid -> {
                    try {
                        begun.complete(0);
                        kid.receive();
                    } finally {
                        stage.say("child");
                    }
                });
                self.await(begun);
                self.stop();
                try {
                    self.receive();
                } finally {
                    stage.say("parent");
                }
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("child parent");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void aHandlerWithChildrenKeepsItsNameUntilTheyHaveEnded() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("h", String.class, (self, m) -> {
                if (m.equals("spawn")) self.spawn("kid", String.class, kid -> {
                    try {
                        kid.receive();
                    } finally {
                        kid.sleep(Duration.ofMillis(5));
                        stage.say("parent's name taken: " + stage.lives("h"));
                    }
                });
                else self.stop();
            });
            stage.system.tell("h", "spawn");
            stage.settle();
            stage.system.tell("h", "stop");
            stage.settle();
            assertThat(stage.said()).isEqualTo("parent's name taken: true");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void stoppingTwiceIsHarmless() {
        try (Stage stage = new Stage()) {
            ActorRef<Object> ref = stage.system.spawn("b", Object.class, self -> {
                try {
                    self.receive();
                } finally {
                    self.sleep(Duration.ofMillis(5));
                    stage.say("once");
                }
            });
            stage.settle();
            stage.system.stop(ref);
            stage.system.stop(ref);
            stage.settle();
            assertThatCode(() -> stage.system.stop(ref)).doesNotThrowAnyException();
            stage.settle();
            assertThat(stage.said()).isEqualTo("once");
        }
    }

    @Test
    void aPredicateMayStopItsActor() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                try {
                    self.receive(n -> {
                        self.stop();
                        return false;
                    });
                } finally {
                    stage.say("unwound");
                }
            });
            stage.system.tell("b", 1);
            stage.settle();
            assertThat(stage.said()).isEqualTo("unwound");
            assertThat(stage.system.names()).isEmpty();
        }
    }
}
