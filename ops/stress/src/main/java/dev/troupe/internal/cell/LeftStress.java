package dev.troupe.internal.cell;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZIZ_Result;

/// A wait that is completed at the moment when it is left, since its body is unwound: the completion counts or the
/// leaving does, and everybody sees which (invariants 6 and 7).
@JCStressTest
@Outcome(id = {"true, 0, true", "false, 1, false"}, expect = Expect.ACCEPTABLE, desc = "it counted; was left; is done")
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
@State
public class LeftStress {
    private final AwaitScene scene = new AwaitScene((cell, left) -> new StageWait<>(cell, "awaits", null, left));

    public LeftStress() {
        scene.begin();
    }

    @Actor
    public void leaves() {
        scene.leave();
    }

    @Actor
    public void completes(ZIZ_Result result) {
        result.r1 = scene.wait.complete(7, null);
    }

    @Arbiter
    public void end(ZIZ_Result result) {
        result.r2 = scene.left();
        result.r3 = scene.wait.done();
    }
}
