package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.Inspection;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A hundred thousand actors are looked at fast enough for a page that is drawn anew each second, and leave next to nothing to the
/// collector.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyActorsSeenTest {
    private static final int ACTORS = 100_000;
    private static final int ROUNDS = 11;
    private static final long LIMIT_NANOS = 100_000_000;
    /// Two bytes an actor: anything made for each of them is more.
    private static final long LIMIT_BYTES = 200_000;

    /// Of all threads, by reflection, for the module under test doesn't know of management.
    private static long allocatedBytes() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean")
                    .invoke(null);
            Method total = Class.forName("com.sun.management.ThreadMXBean").getMethod("getTotalThreadAllocatedBytes");
            return (long) total.invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no figures of the JVM", e);
        }
    }

    private static void isShort(String what, Runnable look) {
        long[] nanos = new long[ROUNDS];
        long[] bytes = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long before = allocatedBytes();
            long start = System.nanoTime();
            look.run();
            nanos[round] = System.nanoTime() - start;
            bytes[round] = allocatedBytes() - before;
        }
        Arrays.sort(nanos);
        Arrays.sort(bytes);
        // the least: others may have most of the machine
        assertThat(nanos[0]).as("nanoseconds, " + what).isLessThan(LIMIT_NANOS);
        assertThat(bytes[ROUNDS / 2]).as("bytes, " + what).isLessThan(LIMIT_BYTES);
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
            isShort("totals", seen::totals);
            isShort("groups", seen::groups);
            for (ActorQuery.Order by : ActorQuery.Order.values())
                isShort("the greatest by " + by, () -> seen.actors(ActorQuery.ALL.descending(by)));
            isShort("search for some", () -> seen.actors(ActorQuery.ALL.search("A99")));
            isShort("search for none", () -> seen.actors(ActorQuery.ALL.search("zz")));
            isShort("tree", () -> seen.tree("", 500));
            isShort("waits", seen::waits);
            system.run();
        }
    }
}
