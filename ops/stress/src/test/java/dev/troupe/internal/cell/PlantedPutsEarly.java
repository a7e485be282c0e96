package dev.troupe.internal.cell;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// [AwaitStress] with an entry that is put before the result is there.
@JCStressTest
@Outcome(id = "1, 7, 2", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, twice, or without the value")
@State
public class PlantedPutsEarly {
    private static final class PutsEarly extends StageWait<Integer> {
        private final Party owner;

        PutsEarly(Party owner, Runnable left) {
            super(owner, "awaits", null, left);
            this.owner = owner;
        }

        @Override
        boolean complete(@Nullable Integer result, @Nullable Throwable thrown) {
            owner.lane.putOutside(owner, this, false);
            return super.complete(result, thrown);
        }
    }

    private final AwaitScene scene = new AwaitScene(PutsEarly::new);

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
        result.r3 = Math.min(2, (int) scene.turns());
    }
}
