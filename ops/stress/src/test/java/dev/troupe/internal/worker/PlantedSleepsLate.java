package dev.troupe.internal.worker;

import dev.troupe.internal.scheduler.Turn;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// [SleeperStress] with a thread that says that it is not awake after it has said that the lane is idle.
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "lost or twice, at once, or out of order")
@State
public class PlantedSleepsLate {
    private final Taken taken = new Taken(2);
    private final Turn<Object> turn = this::take;
    private final BrokenLane lane = new BrokenLane(turn, BrokenLane.Mistake.SLEEPS_TOO_LATE);

    private Object take(Object entry) {
        taken.take(entry);
        if (taken.isAll()) lane.over();
        return null;
    }

    @Actor
    public void one() {
        lane.put(Taken.FIRST);
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
