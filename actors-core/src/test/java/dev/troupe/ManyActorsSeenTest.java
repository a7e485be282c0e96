package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.Inspection;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A hundred thousand actors are looked at fast enough for a page that is drawn anew each second.
@Tag("deque")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyActorsSeenTest {
    private static final int ACTORS = 100_000;
    private static final long LIMIT_NANOS = 200_000_000;

    private static long median(Runnable look) {
        long[] nanos = new long[11];
        for (int round = 0; round < nanos.length; round++) {
            long start = System.nanoTime();
            look.run();
            nanos[round] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    @Test
    void aPollOfAHundredThousandIsShort() {
        try (ActorSystem system = ActorSystem.create()) {
            Handler<Integer> work = (self, n) -> {};
            for (int n = 0; n < ACTORS; n++) system.spawn("a" + n, Integer.class, work);
            system.run();
            for (int n = 0; n < ACTORS; n += 2) system.tell("a" + n, n);
            Inspection seen = system.inspect();
            assertThat(seen.totals().waiting()).isEqualTo(ACTORS / 2);
            ActorQuery deepest = ActorQuery.ALL.descending(ActorQuery.Order.DEPTH);
            assertThat(seen.actors(deepest).rows()).hasSize(100).allMatch(row -> row.depth() == 1);
            assertThat(median(seen::totals)).as("totals").isLessThan(LIMIT_NANOS);
            assertThat(median(() -> seen.actors(deepest))).as("by depth").isLessThan(LIMIT_NANOS);
            assertThat(median(() -> seen.actors(ActorQuery.ALL.search("99")))).as("search").isLessThan(LIMIT_NANOS);
            assertThat(median(() -> seen.tree("", 200))).as("tree").isLessThan(LIMIT_NANOS);
            system.run();
        }
    }
}
