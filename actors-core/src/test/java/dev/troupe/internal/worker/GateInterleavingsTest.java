package dev.troupe.internal.worker;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lanes that become ready against a gate that is opened: each is started, once (invariant 3).
@Tag("interleavings")
class GateInterleavingsTest {
    private static void ready(Predicate<ActorLane<?>> holds, Runnable open) {
        AtomicInteger started = new AtomicInteger();
        StandInThreading threading = new StandInThreading(lane -> started.incrementAndGet());
        ActorLane<Object> one = new ActorLane<>(entry -> null, threading, null);
        ActorLane<Object> other = new ActorLane<>(entry -> null, threading, null);
        Interleavings.together(() -> {
            if (!holds.test(one)) one.start();
        }, () -> {
            if (!holds.test(other)) other.start();
        }, open);
        check(started.get() == 2, started.get());
    }

    @Test
    void noLaneIsLeftBehind() {
        Interleavings.hold(() -> {
            Gate gate = Interleavings.shared(new Gate());
            ready(lane -> gate.holds(lane), () -> gate.open());
        });
    }

    /// Looks whether it is open, then holds back, and doesn't look again.
    private static final class ChecksThenAdds {
        private final Queue<ActorLane<?>> held = new ConcurrentLinkedQueue<>();
        private volatile boolean open;

        boolean holds(ActorLane<?> lane) {
            if (open) return false;
            held.add(lane);
            return true;
        }

        void open() {
            open = true;
            for (ActorLane<?> lane = held.poll(); lane != null; lane = held.poll()) lane.start();
        }
    }

    @Test
    void aGateThatLooksOnceIsFound() {
        assertThat(Interleavings.failure(() -> {
            ChecksThenAdds gate = Interleavings.shared(new ChecksThenAdds());
            ready(lane -> gate.holds(lane), () -> gate.open());
        })).contains("Concurrent test failed");
    }
}
