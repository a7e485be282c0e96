package dev.troupe;

import static dev.troupe.Endurance.MESSAGES;
import static dev.troupe.Endurance.usedBytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A fast producer and a slow consumer for long: constant heap, nothing lost, in order. Invariants 2, 3 and 4.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackpressureEnduranceTest {
    @Test
    void aMillionMessagesThroughAMailboxOfEightNeedConstantHeap() {
        try (Stage stage = new Stage()) {
            long[] used = new long[2];
            AtomicInteger ahead = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            ActorRef<Integer> consumer = stage.system.spawn("c", Props.<Integer>of(Integer.class, self -> {
                for (int n = 0; n < MESSAGES; n++) {
                    if (n == MESSAGES / 10) {
                        stage.afterWaitOf("p", self); // it is ahead as far as it may
                        used[0] = usedBytes();
                    }
                    if (self.receive() != n) throw new IllegalStateException("out of order at " + n);
                    ahead.decrementAndGet();
                }
                used[1] = usedBytes();
            }).mailbox(Mailbox.bounded(8)));
            stage.system.spawn("p", Integer.class, self -> {
                for (int n = 0; n < MESSAGES; n++) {
                    most.accumulateAndGet(ahead.incrementAndGet(), Math::max);
                    if (consumer.tell(n) != SendResult.ACCEPTED) throw new IllegalStateException("refused " + n);
                }
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(used[1] - used[0]).isLessThan(8_000_000);
            assertThat(used[1]).isPositive();
            assertThat(most.get()).as("most on the way, with the one that waits").isBetween(8, 10);
        }
    }

    @Test
    void aHundredProducersShareAMailboxOfEightInOrder() {
        try (Stage stage = new Stage()) {
            int each = MESSAGES / 1_000;
            int[] next = new int[100];
            List<ActorRef<?>> producers = new ArrayList<>();
            ActorRef<int[]> consumer = stage.system.spawn("c", Props.<int[]>of(int[].class, (self, m) -> {
                if (m[1] != next[m[0]]++) throw new IllegalStateException("out of order at " + m[1]);
            }).mailbox(Mailbox.bounded(8)));
            for (int p = 0; p < 100; p++) {
                int number = p;
                producers.add(stage.system.spawn("p" + p, Integer.class, self -> {
                    for (int n = 0; n < each; n++) consumer.tell(new int[] {number, n});
                }));
            }
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.deadLetters).isEmpty();
            assertThat(producers).hasSize(100);
            assertThat(next).containsOnly(each);
        }
    }
}
