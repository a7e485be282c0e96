package dev.troupe.internal.worker;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// [LaneOnWorkersStress] with a lane that is made busy in two steps.
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "lost or twice, at once, or out of order")
@State
public class PlantedTwoSteps {
    private final Taken taken = new Taken(3);
    private final BrokenLane lane = new BrokenLane(taken, BrokenLane.Mistake.CLAIMS_IN_TWO_STEPS);

    @Actor
    public void one() {
        lane.put(Taken.FIRST);
        lane.put(Taken.SECOND);
    }

    @Actor
    public void other() {
        lane.put(Taken.OTHER);
    }

    @Arbiter
    public void end(ZZZ_Result result) {
        taken.judge(result);
    }
}
