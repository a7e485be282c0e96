package dev.troupe.internal.cell;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// Suspending against resuming: a stage that completes at the very moment of suspension, in either order, or before.
/// The body is resumed once, by one entry, with the value (invariants 1 and 7).
@JCStressTest
@Outcome(id = "1, 7, 2", expect = Expect.ACCEPTABLE, desc = "resumed once; the value; two turns: the start and the one entry")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, twice, or without the value")
@State
public class AwaitStress {
    private final AwaitScene scene = new AwaitScene((cell, left) -> new StageWait<>(cell, "awaits", null, left));

    @Actor
    public void suspends() {
        scene.driveOn();
    }

    @Actor
    public void completes() {
        scene.wait.complete(7, null);
    }

    @Arbiter
    public void end(III_Result result) {
        scene.drive();
        result.r1 = scene.resumed();
        result.r2 = scene.value();
        result.r3 = (int) scene.turns();
    }
}
