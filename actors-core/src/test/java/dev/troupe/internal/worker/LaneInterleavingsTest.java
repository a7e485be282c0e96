package dev.troupe.internal.worker;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import dev.troupe.internal.scheduler.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A lane into which two threads put, and which whoever finds it idle sees to: nothing is left behind (invariant 3),
/// one thread has it at a time (1), one sender's messages keep their order (2).
@Tag("interleavings")
class LaneInterleavingsTest {
    private static final class Taken implements Turn<Object> {
        final List<Object> all = new ArrayList<>();
        private volatile boolean inside;

        @Override
        public @Nullable Object take(Object entry) {
            check(!inside, "two at once");
            inside = true;
            all.add(entry);
            inside = false;
            return null;
        }

        void judge() {
            check(all.size() == 3 && all.contains("b") && all.indexOf("a1") < all.indexOf("a2"), all);
        }
    }

    private static void puts(boolean urgent, boolean allUrgent) {
        Taken taken = new Taken();
        ThreadLocal<Worker<Object>> worker = ThreadLocal.withInitial(() -> new Worker<>(null, "worker"));
        ActorLane<Object> lane = Interleavings.shared(new ActorLane<>(taken, new StandInThreading(ready -> {
            Worker<Object> me = worker.get();
            boolean more;
            do more = ready.run(me);
            while (more);
        }), null));
        Interleavings.together(() -> {
            lane.putOutside(taken, "a1", allUrgent);
            lane.putOutside(taken, "a2", allUrgent);
        }, () -> lane.putOutside(taken, "b", urgent));
        taken.judge();
    }

    @Test
    void whatTwoThreadsPutIsTaken() {
        Interleavings.hold(2, () -> puts(false, false));
    }

    @Test
    void aSignalIsTakenToo() {
        Interleavings.hold(2, () -> puts(true, false));
    }

    /// Each finds that there is no queue for signals yet, and makes one.
    @Test
    void signalsOfTwoThreadsAreTaken() {
        Interleavings.hold(2, () -> puts(true, true));
    }

    /// A lane that looks for entries before it says that it is idle.
    private static final class LooksEarly {
        private final Queue<Object> mailbox = new ConcurrentLinkedQueue<>();
        private final AtomicInteger state = new AtomicInteger();
        private final Taken taken;

        LooksEarly(Taken taken) {
            this.taken = taken;
        }

        void put(Object entry) {
            mailbox.offer(entry);
            if (state.get() != 0 || !state.compareAndSet(0, 1)) return;
            for (Object next = mailbox.poll(); next != null; next = mailbox.poll()) taken.take(next);
            state.set(0);
        }
    }

    @Test
    void aLaneThatLooksTooEarlyIsFound() {
        assertThat(Interleavings.failure(() -> {
            Taken taken = new Taken();
            LooksEarly lane = Interleavings.shared(new LooksEarly(taken));
            Interleavings.together(() -> {
                lane.put("a1");
                lane.put("a2");
            }, () -> lane.put("b"));
            taken.judge();
        })).contains("Concurrent test failed");
    }
}
