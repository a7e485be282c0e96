package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The best message at each entry, stable among equals: invariants 2 and 3.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriorityMailboxTest {
    private static final Mailbox<String> BY_FIRST = Mailbox
            .priority(Comparator.comparingInt((String s) -> s.charAt(0)));
    private final Stage stage = new Stage();

    private ActorRef<String> saying() {
        return stage.system.spawn("p",
                Props.of(String.class, (HandlerContext<String> self, String s) -> stage.say(s)).mailbox(BY_FIRST));
    }

    @Test
    @Tag("classpath")
    void theLeastComesFirstAndEqualsInTheOrderSent() {
        try (stage) {
            ActorRef<String> ref = saying();
            stage.system.spawn("h", Integer.class, (self, n) -> List.of("b1", "c1", "a1", "b2", "a2", "c2", "b3")
                    .forEach(ref::tell)).tell(0);
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

    @Test
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
                .mailbox(Mailbox.<String>priority((a, b) -> {
                    if (a.equals("bad") || b.equals("bad")) throw new IllegalArgumentException("no order for bad");
                    return a.compareTo(b);
                })));
    }

    private void assertOthersGoOn() {
        stage.recorder("other");
        stage.system.tell("other", 1);
        stage.settle();
        assertThat(stage.said()).contains("other1");
    }

    @Test
    void aComparatorThatThrowsFailsTheActorAndNotItsSender() {
        try (stage) {
            ActorRef<String> ref = picky();
            stage.system.spawn("h", Integer.class, (self, n) -> List.of("b", "bad", "a").forEach(ref::tell)).tell(0);
            stage.settle();
            assertThat(stage.failures).extracting(Failure::actor).containsExactly("p");
            assertThat(stage.lives("h")).isTrue();
            assertOthersGoOn();
        }
    }

    @Test
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
