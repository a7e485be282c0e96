package dev.troupe.internal.mailbox;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two threads that send against the actor that takes, in a mailbox with one place: never are two messages let in at
/// once, each that was let in is taken or there, none twice (invariants 2 to 4).
@Tag("interleavings")
class BoundedQueueInterleavingsTest {
    /// What a mailbox is here.
    private interface Places {
        boolean reserve();

        void add(Object message);

        Object poll();

        void release();

        int count();
    }

    private static Places real() {
        BoundedQueue queue = Interleavings.shared(new BoundedQueue(1, null, (slot, failure) -> {}));
        return new Places() {
            @Override
            public boolean reserve() {
                return queue.reserve();
            }

            @Override
            public void add(Object message) {
                queue.add(message);
            }

            @Override
            public Object poll() {
                return queue.poll();
            }

            @Override
            public void release() {
                queue.release();
            }

            @Override
            public int count() {
                return queue.count();
            }
        };
    }

    /// Looks for room, then counts.
    private static final class LooksThenCounts implements Places {
        private final AtomicInteger counted = new AtomicInteger();
        private final Queue<Object> queue = new ArrayDeque<>();

        @Override
        public boolean reserve() {
            if (counted.get() >= 1) return false;
            counted.incrementAndGet();
            return true;
        }

        @Override
        public synchronized void add(Object message) {
            queue.add(message);
        }

        @Override
        public synchronized Object poll() {
            return queue.poll();
        }

        @Override
        public void release() {
            counted.decrementAndGet();
        }

        @Override
        public int count() {
            return counted.get();
        }
    }

    private static void sent(Places places) {
        boolean[] letIn = {false, false};
        List<Object> taken = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        Interleavings.together(() -> send(places, letIn, 0, inside), () -> send(places, letIn, 1, inside), () -> {
            Object message = places.poll();
            if (message == null) return;
            taken.add(message);
            inside.decrementAndGet();
            places.release();
        });
        check(places.count() == inside.get(), places.count());
        for (Object left = places.poll(); left != null; left = places.poll()) taken.add(left);
        for (int n = 0; n < 2; n++) check(taken.contains(n) == letIn[n], taken);
        check(taken.size() == (letIn[0] ? 1 : 0) + (letIn[1] ? 1 : 0), taken);
    }

    private static void send(Places places, boolean[] letIn, int message, AtomicInteger inside) {
        if (!places.reserve()) return;
        check(inside.incrementAndGet() == 1, "two let in");
        letIn[message] = true;
        places.add(message);
    }

    @Test
    void oneIsLetInAtATime() {
        Interleavings.hold(() -> sent(real()));
    }

    @Test
    void aPlaceCountedTooLateIsFound() {
        assertThat(Interleavings.failure(() -> sent(new LooksThenCounts()))).contains("Concurrent test failed");
    }
}
