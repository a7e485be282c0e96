package dev.troupe.internal.worker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// [GateStress] with a gate that looks whether it is open, then holds back, and doesn't look again.
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "left behind, or started twice")
@State
public class PlantedGate {
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

    private final AtomicInteger started = new AtomicInteger();
    private final ActorLane<Object> lane = new ActorLane<>(entry -> null,
            OnTheSpot.told(one -> started.incrementAndGet()), null);
    private final ChecksThenAdds gate = new ChecksThenAdds();

    @Actor
    public void becomesReady() {
        if (!gate.holds(lane)) lane.start();
    }

    @Actor
    public void opens() {
        gate.open();
    }

    @Arbiter
    public void end(I_Result result) {
        result.r1 = started.get();
    }
}
