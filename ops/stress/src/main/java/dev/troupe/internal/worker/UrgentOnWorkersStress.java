package dev.troupe.internal.worker;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// The same with a signal: the queue for signals is made at that very moment (invariants 1, 3 and 6).
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "lost or twice, at once, or out of order")
@State
public class UrgentOnWorkersStress {
    private final Taken taken = new Taken(3);
    private final ActorLane<Object> lane = new ActorLane<>(taken, OnTheSpot.worker(), null);

    @Actor
    public void one() {
        lane.putOutside(taken, Taken.FIRST, false);
        lane.putOutside(taken, Taken.SECOND, false);
    }

    @Actor
    public void other() {
        lane.putOutside(taken, Taken.OTHER, true);
    }

    @Arbiter
    public void end(ZZZ_Result result) {
        taken.judge(result);
    }
}
