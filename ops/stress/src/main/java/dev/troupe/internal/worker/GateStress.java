package dev.troupe.internal.worker;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// A lane that becomes ready against a gate that is opened: it is started, once (invariant 3).
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "left behind, or started twice")
@State
public class GateStress {
    private final AtomicInteger started = new AtomicInteger();
    private final ActorLane<Object> lane = new ActorLane<>(entry -> null,
            OnTheSpot.told(one -> started.incrementAndGet()), null);
    private final Gate gate = new Gate();

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
