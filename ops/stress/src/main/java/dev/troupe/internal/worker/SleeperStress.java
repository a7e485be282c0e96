package dev.troupe.internal.worker;

import dev.troupe.internal.scheduler.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// Enqueueing against a lane's thread that goes to sleep in it, until all has come: it is woken, or hasn't fallen
/// asleep (invariants 1 to 3). A lost wake-up holds up the test until it times out, which is a failure.
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "lost or twice, at once, or out of order")
@State
public class SleeperStress {
    private final Taken taken = new Taken(2);
    private final Turn<Object> turn = this::take;
    private final ActorLane<Object> lane = new ActorLane<>(turn, OnTheSpot.ownThread(true), null);

    private @Nullable Object take(Object entry) {
        taken.take(entry);
        if (taken.isAll()) lane.over();
        return null;
    }

    @Actor
    public void one() {
        lane.putOutside(turn, Taken.FIRST, false);
    }

    @Actor
    public void other() {
        lane.putOutside(turn, Taken.OTHER, false);
    }

    @Arbiter
    public void end(ZZZ_Result result) {
        taken.judge(result);
    }
}
