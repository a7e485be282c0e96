package dev.troupe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.DeadLetter;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is counted, under which words, and at what cost.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TalliesTest {
    private static final int TIMES = 10_000;
    private final Tallies tallies = new Tallies();

    private void countAll() {
        for (int time = 0; time < TIMES; time++) {
            tallies.asked();
            tallies.askEnded(Tallies.AskEnd.ANSWERED);
            tallies.deadLetter(DeadLetter.Reason.NO_SUCH_ACTOR);
            tallies.dropped(Tallies.Drop.OLDEST);
        }
    }

    /// By reflection, for the module under test doesn't know of management.
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean")
                .invoke(null);
        Method mine = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
        return (long) mine.invoke(threads);
    }

    @Test
    void countingMakesNothing() throws Exception {
        countAll();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = allocatedBytes();
            countAll();
            least = Math.min(least, allocatedBytes() - before);
        }
        assertThat(least).isLessThan(TIMES);
    }

    @Test
    void whatWasCountedIsShownInWords() {
        assertThat(tallies.asks()).isEmpty();
        countAll();
        tallies.asked();
        assertThat(tallies.asks()).isEqualTo(Map.of("answered", (long) TIMES));
        assertThat(tallies.deadLetters()).isEqualTo(Map.of("no_such_actor", (long) TIMES));
        assertThat(tallies.dropped()).isEqualTo(Map.of("oldest", (long) TIMES));
        assertThat(tallies.asksPending()).isEqualTo(1);
    }
}
