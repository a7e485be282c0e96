package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Mailboxes that drop: invariants 2 (what is left is in order) and 3 (what is dropped is a dead letter, and counted).
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DropTest {
    private final Stage stage = new Stage();

    private ActorRef<Integer> saying(int capacity, Mailbox.WhenFull whenFull) {
        return stage.system.spawn("d", Props.<Integer>of(Integer.class, (self, n) -> stage.say(n))
                .mailbox(Mailbox.bounded(capacity, whenFull)));
    }

    private void assertDead(Object... messages) {
        assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactly(messages);
        assertThat(stage.deadLetters).extracting(DeadLetter::reason)
                .allMatch(DeadLetter.Reason.FULL::equals);
    }

    @ParameterizedTest
    @CsvSource({"true, tell", "false, tell", "true, offer", "false, offer"})
    @Tag("deque") // elsewhere the receiver takes messages while they are sent
    void theOldestGiveWay(boolean coroutine, String verb) {
        sixTo(Mailbox.WhenFull.DROP_OLDEST, coroutine, verb);
        assertThat(stage.said()).isEqualTo("ACCEPTED 4 5 6");
        assertDead(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"true, tell", "false, tell", "true, offer", "false, offer"})
    @Tag("deque") // elsewhere the receiver takes messages while they are sent
    void theNewestGivesWay(boolean coroutine, String verb) {
        sixTo(Mailbox.WhenFull.DROP_NEWEST, coroutine, verb);
        assertThat(stage.said()).isEqualTo("ACCEPTED 1 2 6");
        assertDead(3, 4, 5);
    }

    private void sixTo(Mailbox.WhenFull whenFull, boolean coroutine, String verb) {
        try (stage) {
            ActorRef<Integer> dropping = saying(3, whenFull);
            Runnable six = () -> {
                List<SendResult> results = new ArrayList<>();
                for (int n = 1; n <= 6; n++) results.add(verb.equals("tell") ? dropping.tell(n) : dropping.offer(n));
                results.stream().distinct().forEach(stage::say);
            };
            if (coroutine) stage.system.spawn("b", Integer.class, self -> six.run());
            else stage.system.spawn("h", Integer.class, (self, n) -> six.run()).tell(0);
            stage.settle();
        }
    }

    @Test
    void theOldestGiveWayToAnOutsideThread() {
        try (stage) {
            ActorRef<Integer> dropping = saying(3, Mailbox.WhenFull.DROP_OLDEST);
            for (int n = 1; n <= 6; n++) assertThat(dropping.tell(n)).isEqualTo(SendResult.ACCEPTED);
            stage.settle();
            assertThat(stage.said()).isEqualTo("4 5 6");
            assertDead(1, 2, 3);
        }
    }

    @Test
    void theNewestGivesWayToAnOutsideThread() {
        try (stage) {
            ActorRef<Integer> dropping = saying(3, Mailbox.WhenFull.DROP_NEWEST);
            for (int n = 1; n <= 6; n++) assertThat(dropping.tell(n)).isEqualTo(SendResult.ACCEPTED);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2 6");
            assertDead(3, 4, 5);
        }
    }

    @Test
    void whatWasPassedOverIsTheOldest() {
        try (stage) {
            stage.system.spawn("b", Props.<Object>of(Object.class, self -> {
                stage.say(self.receive(String.class));
                while (true) stage.say(self.receive());
            }).mailbox(Mailbox.bounded(2, Mailbox.WhenFull.DROP_OLDEST)));
            for (Object message : new Object[] {1, 2, "go"}) {
                stage.system.tell("b", message);
                stage.settle();
            }
            assertThat(stage.said()).isEqualTo("go 2");
            assertDead(1);
        }
    }

    @Test
    void roomIsCountedRightAfterDrops() {
        try (stage) {
            ActorRef<Integer> dropping = saying(2, Mailbox.WhenFull.DROP_OLDEST);
            for (int round = 0; round < 3; round++) {
                for (int n = 1; n <= 5; n++) dropping.tell(10 * round + n);
                stage.settle();
            }
            assertThat(stage.said()).isEqualTo("4 5 14 15 24 25");
            assertThat(stage.deadLetters).hasSize(9);
        }
    }

    /// A consumer as slow as the machine, four threads that don't wait for it.
    @ParameterizedTest
    @EnumSource(Mailbox.WhenFull.class)
    void nothingIsLostFromFourThreads(Mailbox.WhenFull whenFull) throws InterruptedException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        AtomicLong dead = new AtomicLong();
        AtomicInteger processed = new AtomicInteger();
        int each = 20_000;
        long sent = 4L * each;
        int[] last = {-1, -1, -1, -1};
        try (stage) {
            stage.system.onDeadLetter(letter -> dead.incrementAndGet());
            ActorRef<int[]> ref = stage.system.spawn("d", Props.<int[]>of(int[].class, (self, m) -> {
                if (m[1] <= last[m[0]]) throw new IllegalStateException(last[m[0]] + " before " + m[1]);
                last[m[0]] = m[1];
                processed.incrementAndGet();
            }).mailbox(Mailbox.bounded(1 + random.nextInt(20), whenFull)));
            stage.system.drive();
            List<Thread> senders = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                int number = s;
                SplittableRandom own = random.split();
                senders.add(Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < each; n++) {
                        ref.tell(new int[] {number, n});
                        if (own.nextInt(50) == 0) Thread.onSpinWait();
                    }
                }));
            }
            for (Thread sender : senders) sender.join();
            Stage.eventually(() -> processed.get() + dead.get() >= sent);
            assertThat(processed.get() + dead.get()).as("seed %s", seed).isEqualTo(sent);
            assertThat(processed.get()).isPositive();
            assertThat(stage.failures).isEmpty();
            if (whenFull == Mailbox.WhenFull.DROP_OLDEST || whenFull == Mailbox.WhenFull.DROP_NEWEST)
                assertThat(ref.tell(new int[] {0, each})).as("room at the end").isEqualTo(SendResult.ACCEPTED);
            else {
                int before = processed.get();
                // there is when the last one is done, which may be after it was counted
                Stage.eventually(() -> ref.offer(new int[] {0, each}) == SendResult.ACCEPTED);
                Stage.eventually(() -> processed.get() == before + 1);
            }
        }
    }

    @Test
    void whatAPredicateLooksAtIsNotDropped() {
        try (stage) {
            stage.system.spawn("b", Props.<Integer>of(Integer.class, self -> {
                self.yield(); // passes over the first
                stage.say(self.receive(n -> n == 1 && self.ref().tell(2) == SendResult.ACCEPTED));
                stage.say(self.receive());
            }).mailbox(Mailbox.bounded(1, Mailbox.WhenFull.DROP_OLDEST))).tell(1);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("1 2");
            assertThat(stage.deadLetters).isEmpty();
        }
    }
}
