package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The best message at each entry, stable among equals: invariants 2 and 3.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriorityMailboxTest {
    private static final Mailbox<String> BY_FIRST = Mailbox
            .priority(Comparator.comparingInt((String s) -> s.charAt(0)));
    private static final Mailbox<String> PICKY = Mailbox.priority((a, b) -> {
        if (a.equals("bad") || b.equals("bad")) throw new IllegalArgumentException("no order for bad");
        return a.compareTo(b);
    });
    private final CompletableFuture<Object> go = new CompletableFuture<>();
    private final Stage stage = new Stage();

    private ActorRef<String> saying() {
        return stage.system.spawn("p",
                Props.of(String.class, (HandlerContext<String> self, String s) -> stage.say(s)).mailbox(BY_FIRST));
    }

    @Test
    @Tag("classpath")
    void theLeastComesFirstAndEqualsInTheOrderSent() {
        try (stage) {
            stage.system.spawn("p", Props.of(String.class, (HandlerContext<String> self, String s) -> {
                if (s.equals("go")) List.of("b1", "c1", "a1", "b2", "a2", "c2", "b3").forEach(self.ref()::tell);
                else stage.say(s);
            }).mailbox(BY_FIRST)).tell("go"); // all are there before the first is taken, on any number of threads
            stage.settle();
            assertThat(stage.said()).isEqualTo("a1 a2 b1 b2 b3 c1 c2");
        }
    }

    @Test
    void aBetterOneThatComesMeanwhileIsNext() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", Props.<String>of(String.class, (self, s) -> {
                stage.say(s);
                if (s.equals("m1")) self.tell("p", "a1");
            }).mailbox(BY_FIRST));
            stage.system.spawn("b", Integer.class, self -> List.of("m1", "n1", "z1").forEach(ref::tell));
            stage.settle();
            assertThat(stage.said()).isEqualTo("m1 a1 n1 z1");
        }
    }

    @Test
    @Tag("deque") // what is in the queue when another comes
    void alsoForABodyThatIsBusy() {
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                self.yield();
                while (true) {
                    stage.say(self.receive());
                    self.yield();
                }
            }).mailbox(BY_FIRST));
            stage.system.spawn("b", Integer.class, self -> {
                self.yield();
                self.yield();
                List.of("c1", "a1", "b1", "a2").forEach(s -> self.tell("p", s));
            });
            stage.settle();
            assertThat(stage.said().split(" ")).containsExactlyInAnyOrder("a1", "a2", "b1", "c1").startsWith("a1");
        }
    }

    /// A body that waits while messages come one after the other, each in a turn of its own.
    private void waiting(Actor<String> then, String... messages) {
        stage.system.spawn("p", Props.<String>of(String.class, self -> {
            self.await(go);
            then.run(self);
        }).mailbox(BY_FIRST));
        stage.turns();
        for (String message : messages) {
            stage.system.tell("p", message);
            stage.turns();
        }
        go.complete(null);
        stage.settle();
    }

    @Test
    void aBodyThatWasBusyTakesTheBestOfAllThatCameMeanwhile() {
        try (stage) {
            waiting(self -> {
                for (int n = 0; n < 5; n++) stage.say(self.receive());
            }, "c1", "b1", "a1", "c2", "a2");
            assertThat(stage.said()).isEqualTo("a1 a2 b1 c1 c2");
        }
    }

    @Test
    @Tag("deque") // what is in the queue when the body looks
    void aBodyThatSelectsTakesTheBestOfThose() {
        try (stage) {
            waiting(self -> {
                stage.say(self.receive(s -> s.endsWith("2")));
                stage.say(self.receive(String.class));
                stage.say(self.receive(Duration.ZERO).orElseThrow());
                stage.say(self.receive(s -> s.startsWith("c")));
                stage.say(self.receive(Duration.ZERO));
            }, "c1", "b2", "a1", "b1", "c2", "b3");
            assertThat(stage.said()).startsWith("b2 a1 b1 c1 Optional[b3]");
        }
    }

    @Test
    void aHandlerThatTakesOverGetsWhatIsLeftInOrder() {
        try (stage) {
            waiting(self -> self.become((other, s) -> stage.say(s)), "c1", "a1", "b1");
            assertThat(stage.said()).isEqualTo("a1 b1 c1");
        }
    }

    @Test
    void whatWasPutAsideComesBeforeWhatWaitsInOrder() {
        try (stage) {
            waiting(self -> self.become((other, s) -> {
                if (!s.startsWith("a")) {
                    other.stash(s);
                    return;
                }
                other.unstash();
                other.become((open, m) -> {
                    stage.say(m);
                    if (m.equals("b1")) for (String later : List.of("z3", "y3", "x3")) open.tell("p", later);
                });
            }), "c1", "b1", "a1");
            for (String next : List.of("c2", "b2")) stage.system.tell("p", next);
            stage.settle();
            assertThat(stage.said()).isEqualTo("b1 c1 x3 y3 z3 b2 c2");
        }
    }

    @Test
    @Tag("deque") // what is in the queue when another comes
    void aComparatorThatThrowsForABusyBodyFailsThatMessageOnly() {
        try (stage) {
            stage.system.spawn("p", Props.<String>of(String.class, self -> {
                self.await(go);
                while (true) stage.say(self.receive());
            }).mailbox(PICKY));
            stage.turns();
            for (String message : List.of("b", "bad", "a")) {
                stage.system.tell("p", message);
                stage.turns();
            }
            go.complete(null);
            assertOthersGoOn();
            assertThat(stage.said()).contains("a b");
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("p");
            assertThat(stage.deadLetters)
                    .containsExactly(new DeadLetter("p", "bad", DeadLetter.Reason.UNDELIVERABLE));
        }
    }

    @Test
    @Tag("deque") // all are sent before the first is taken
    void neverFullAndManyAreRight() {
        try (stage) {
            long seed = System.nanoTime();
            SplittableRandom random = new SplittableRandom(seed);
            List<int[]> sent = IntStream.range(0, 5_000).mapToObj(n -> new int[] {random.nextInt(20), n}).toList();
            List<int[]> got = new java.util.ArrayList<>();
            ActorRef<int[]> ref = stage.system.spawn("p", Props
                    .of(int[].class, (HandlerContext<int[]> self, int[] m) -> got.add(m))
                    .mailbox(Mailbox.priority(Comparator.comparingInt(m -> m[0]))));
            var _ = stage.system
                    .launch(self -> sent.forEach(m -> assertThat(ref.tell(m)).isEqualTo(SendResult.ACCEPTED)));
            stage.settle();
            List<int[]> expected = sent.stream()
                    .sorted(Comparator.<int[]>comparingInt(m -> m[0]).thenComparingInt(m -> m[1])).toList();
            assertThat(got).as("seed %s", seed).isEqualTo(expected);
        }
    }

    @Test
    void alsoFromOutside() {
        try (stage) {
            ActorRef<String> ref = saying();
            List.of("b1", "c1", "a1", "b2", "a2").forEach(ref::tell);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a1 a2 b1 b2 c1");
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void whatWaitsIsDeadWhenItStops() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("p", Props.<String>of(String.class, (self, s) -> {
                stage.say(s);
                self.stop();
            }).mailbox(BY_FIRST));
            var _ = stage.system.launch(self -> List.of("c", "b", "a").forEach(ref::tell));
            stage.settle();
            assertThat(stage.said()).isEqualTo("a");
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder("b", "c");
            assertThat(stage.deadLetters).extracting(DeadLetter::reason).containsOnly(DeadLetter.Reason.STOPPED);
        }
    }

    private ActorRef<String> picky() {
        return stage.system.spawn("p", Props.of(String.class, (HandlerContext<String> self, String s) -> stage.say(s))
                .mailbox(PICKY));
    }

    private void assertOthersGoOn() {
        stage.recorder("other");
        stage.system.tell("other", 1);
        stage.settle();
        assertThat(stage.said()).contains("other1");
    }

    @Test
    @Tag("deque") // what is in the queue when another comes
    void aComparatorThatThrowsFailsTheActorAndNotItsSender() {
        try (stage) {
            ActorRef<String> ref = picky();
            stage.system.spawn("h", Integer.class, (self, n) -> List.of("b", "bad", "a").forEach(ref::tell)).tell(0);
            stage.settle();
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("p");
            assertThat(stage.deadLetters).containsExactly(
                    new DeadLetter("p", "bad", DeadLetter.Reason.UNDELIVERABLE));
            assertThat(stage.lives("h")).isTrue();
            assertOthersGoOn();
        }
    }

    @Test
    void whatHasNoPlaceIsNotCountedAmongWhatWaits() {
        try (stage) {
            stage.system.spawn("p", Props.of(String.class, (ActorContext<String> self) -> self.receive("none"::equals))
                    .mailbox(Mailbox.<String>priority((a, b) -> {
                        if (a.equals("bad") || b.equals("bad")) throw new IllegalArgumentException("no order for bad");
                        return a.compareTo(b);
                    })));
            stage.system.spawn("h", Integer.class, (self, n) -> List.of("b", "bad").forEach(s -> self.tell("p", s)))
                    .tell(0);
            stage.settle();
            AskTimeoutException late = stage.system.start(self -> catchThrowableOfType(AskTimeoutException.class,
                    () -> self.<Object>ask("p", to -> "question", Duration.ZERO))).join();
            assertThat(late.details()).isNotNull();
            assertThat(late.details().waiting()).as("b and the question").isEqualTo(2);
        }
    }

    @Test
    @Tag("deque") // what is in the queue when another comes
    void aComparatorThatThrowsDoesNotBreakTheDeque() {
        try (stage) {
            ActorRef<String> ref = picky();
            stage.system.spawn("h", Integer.class, (self, n) -> ref.tell("b")).tell(1);
            ref.tell("bad"); // comes up when b is in the queue
            stage.settle();
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("p");
            assertOthersGoOn();
        }
    }
}
