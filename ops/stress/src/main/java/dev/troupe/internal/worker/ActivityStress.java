package dev.troupe.internal.worker;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// One thing begins before another ends: quiet is never reported meanwhile, on which the end of a drive relies
/// (invariant 3).
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "said to be quiet while something goes on")
@State
public class ActivityStress {
    private final Activity activity = new Activity(() -> {});

    public ActivityStress() {
        activity.begin();
    }

    @Actor
    public void goesOn() {
        for (int n = 0; n < 20; n++) {
            activity.outstanding(1); // the next one
            activity.outstanding(-1); // the last one
        }
    }

    @Actor
    public void asks(Z_Result result) {
        for (int n = 0; n < 20; n++) result.r1 |= activity.isQuiet();
    }
}
