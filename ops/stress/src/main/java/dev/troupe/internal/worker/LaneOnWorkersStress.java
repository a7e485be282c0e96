package dev.troupe.internal.worker;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// Enqueueing against the idle transition, as workers see to a lane: nothing is left behind (invariant 3), one thread
/// has it at a time and sees what the last one did (1), and one sender's messages keep their order (2).
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "lost or twice, at once, or out of order")
@State
public class LaneOnWorkersStress {
    private final Taken taken = new Taken(3);
    private final ActorLane<Object> lane = new ActorLane<>(taken, OnTheSpot.worker(), null);

    @Actor
    public void one() {
        lane.putOutside(taken, Taken.FIRST, false);
        lane.putOutside(taken, Taken.SECOND, false);
    }

    @Actor
    public void other() {
        lane.putOutside(taken, Taken.OTHER, false);
    }

    @Arbiter
    public void end(ZZZ_Result result) {
        taken.judge(result);
    }
}
