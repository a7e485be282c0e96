package dev.troupe.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is due goes to the deque, the soonest first; a cancelled timer leaves at once (invariants 2 and 7).
class PendingTimersTest {
    private final Timers<String> timers = new Timers<>();
    private final EntryDeque<String> deque = new EntryDeque<>(null);

    private Timer<String> set(long deadline, Object what) {
        return timers.set(deadline, null, argument -> null, what);
    }

    private List<Object> fired(long now) {
        timers.fire(now, deque);
        List<Object> fired = new ArrayList<>();
        while (!deque.isEmpty()) {
            assertThat(deque.first()).isNotNull();
            fired.add(deque.takeFirst());
        }
        return fired;
    }

    @Test
    @Tag("classpath")
    void theSoonestFirstAndNotBeforeItsTime() {
        set(30, "c");
        set(10, "a");
        set(20, "b");
        assertThat(timers.firstDeadlineNanos()).isEqualTo(10);
        assertThat(fired(9)).isEmpty();
        assertThat(fired(20)).containsExactly("a", "b");
        assertThat(fired(29)).isEmpty();
        assertThat(fired(1_000)).containsExactly("c");
        assertThat(timers.isEmpty()).isTrue();
    }

    @Test
    void equalDeadlinesInTheOrderSet() {
        for (int n = 0; n < 50; n++) set(n % 2, n);
        List<Object> fired = fired(1);
        assertThat(fired).hasSize(50).startsWith(0, 2, 4).endsWith(45, 47, 49);
        assertThat(fired.subList(0, 25)).isSortedAccordingTo((a, b) -> Integer.compare((int) a, (int) b));
    }

    @Test
    void aCancelledOneIsGoneAndOnlyOnce() {
        Timer<String> a = set(10, "a");
        Timer<String> b = set(10, "b");
        assertThat(timers.cancel(a)).isTrue();
        assertThat(timers.cancel(a)).isFalse();
        assertThat(fired(10)).containsExactly("b");
        assertThat(timers.cancel(b)).as("it has fired").isFalse();
    }

    @Test
    void aClockThatWrapsAroundIsNoMatter() {
        long origin = Long.MAX_VALUE - 5;
        set(origin + 10, "late"); // a negative number
        set(origin + 1, "soon");
        assertThat(fired(origin)).isEmpty();
        assertThat(fired(origin + 2)).containsExactly("soon");
        assertThat(fired(origin + 10)).containsExactly("late");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHundredThousandSetAndCancelledInAnyOrderLeaveNone() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 5; round++) {
            List<Timer<String>> all = new ArrayList<>();
            for (int n = 0; n < 100_000; n++) all.add(set(random.nextLong(1_000_000), n));
            java.util.Collections.shuffle(all, new java.util.Random(round));
            for (Timer<String> each : all) assertThat(timers.cancel(each)).isTrue();
            assertThat(timers.isEmpty()).isTrue();
        }
    }
}
