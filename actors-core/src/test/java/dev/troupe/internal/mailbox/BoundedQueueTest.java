package dev.troupe.internal.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An exact count and an order: invariants 2 and 3.
class BoundedQueueTest {
    private static final Comparator<Object> BY_TENS = Comparator.comparingInt(o -> (Integer) o / 10);

    private static List<Object> rest(BoundedQueue queue) {
        List<Object> rest = new ArrayList<>();
        for (Object each = queue.poll(); each != null; each = queue.poll()) rest.add(each);
        return rest;
    }

    private static BoundedQueue filled(Comparator<Object> order, Object... messages) {
        BoundedQueue queue = order == null
                ? new BoundedQueue(2, null, (slot, failure) -> {})
                : new BoundedQueue(2, order, (slot, failure) -> {});
        for (Object message : messages) queue.add(message);
        return queue;
    }

    @Test
    @Tag("classpath")
    void countsExactly() {
        BoundedQueue queue = new BoundedQueue(2, null, (slot, failure) -> {});
        assertThat(queue.capacity()).isEqualTo(2);
        assertThat(queue.reserve()).isTrue();
        assertThat(queue.reserve()).isTrue();
        assertThat(queue.reserve()).isFalse();
        assertThat(queue.count()).isEqualTo(2);
        queue.force();
        assertThat(queue.count()).isEqualTo(3);
        queue.release();
        assertThat(queue.reserve()).isFalse();
        queue.release();
        assertThat(queue.reserve()).isTrue();
    }

    /// Two that trim at the same time must not both take out what is one too many.
    @Test
    void eachThatIsTooManyIsClaimedOnce() {
        BoundedQueue queue = new BoundedQueue(2, null, (slot, failure) -> {});
        for (int n = 0; n < 4; n++) queue.force();
        assertThat(queue.claimExcess()).isTrue();
        assertThat(queue.claimExcess()).isTrue();
        assertThat(queue.claimExcess()).isFalse();
        assertThat(queue.count()).isEqualTo(2);
    }

    @Test
    void whatIsPolledStaysCounted() {
        BoundedQueue queue = new BoundedQueue(1, null, (slot, failure) -> {});
        assertThat(queue.reserve()).isTrue();
        queue.add("a");
        assertThat(queue.poll()).isEqualTo("a");
        assertThat(queue.poll()).isNull();
        assertThat(queue.reserve()).isFalse();
    }

    @Test
    void withoutAnOrderAsItCame() {
        assertThat(rest(filled(null, 3, 1, 2, 1))).containsExactly(3, 1, 2, 1);
    }

    @Test
    void withAnOrderTheLeastFirstAndStable() {
        assertThat(rest(filled(BY_TENS, 25, 11, 22, 19, 10, 21, 5))).containsExactly(5, 11, 19, 10, 25, 22, 21);
    }

    @Test
    void givesUpTheOldestOrTheNewestThatFits() {
        BoundedQueue queue = filled(null, 25, 11, 30, 12);
        assertThat(queue.pollEnd(false, false, slot -> (Integer) slot != 12)).isEqualTo(30);
        assertThat(queue.pollEnd(true, false, slot -> (Integer) slot != 25)).isEqualTo(11);
        assertThat(queue.pollEnd(true, false, slot -> false)).isNull();
        assertThat(rest(queue)).containsExactly(25, 12);
    }

    /// The same object may be in it several times.
    @Test
    void sparesTheLastThatFits() {
        for (boolean oldest : new boolean[] {true, false}) {
            BoundedQueue queue = filled(null, 1, 1, 1, -1);
            for (int i = 0; i < 2; i++)
                assertThat(queue.pollEnd(oldest, true, slot -> (Integer) slot > 0)).isEqualTo(1);
            assertThat(queue.pollEnd(oldest, true, slot -> (Integer) slot > 0)).isNull();
            assertThat(rest(queue)).containsExactly(1, -1);
            queue = filled(null, 1, 2, 3, -1);
            assertThat(queue.pollEnd(oldest, true, slot -> (Integer) slot > 0)).isEqualTo(oldest ? 1 : 2);
        }
    }

    @Test
    void aMessageInAnEnvelopeIsComparedByWhatIsInside() {
        record Envelope(Object message) implements Wrapped {}
        BoundedQueue queue = filled(BY_TENS, 20, new Envelope(10), 15);
        assertThat(queue.poll()).isEqualTo(new Envelope(10));
        assertThat(queue.poll()).isEqualTo(15);
    }

    @Test
    void isStableWithManyEquals() {
        SplittableRandom random = new SplittableRandom(7);
        BoundedQueue queue = new BoundedQueue(Integer.MAX_VALUE, Comparator.comparingInt(o -> ((int[]) o)[0]),
                (slot, failure) -> {});
        List<int[]> model = new ArrayList<>();
        for (int n = 0; n < 5_000; n++) {
            int[] each = {random.nextInt(8), n};
            queue.add(each);
            model.add(each);
            if (random.nextInt(3) > 0) continue;
            int[] least = model.stream().min(Comparator.comparingInt(m -> m[0])).orElseThrow();
            model.remove(least);
            assertThat(queue.poll()).isSameAs(least);
        }
        model.sort(Comparator.comparingInt(m -> m[0]));
        assertThat(rest(queue)).isEqualTo(new ArrayList<Object>(model));
    }

    @Test
    void fourThreadsNeverReserveMoreThanThereIs() throws InterruptedException {
        BoundedQueue queue = new BoundedQueue(3, null, (slot, failure) -> {});
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) threads.add(Thread.ofPlatform().start(() -> {
            for (int n = 0; n < 200_000; n++) {
                if (!queue.reserve()) continue;
                most.accumulateAndGet(held.incrementAndGet(), Math::max);
                held.decrementAndGet();
                queue.release();
            }
        }));
        for (Thread thread : threads) thread.join();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(queue.count()).isZero();
    }
}
