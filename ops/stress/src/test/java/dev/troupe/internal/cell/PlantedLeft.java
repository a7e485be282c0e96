package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Lane;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZIZ_Result;

/// [LeftStress] with a wait that looks whether it is done, then leaves: not in one step.
@JCStressTest
@Outcome(id = {"true, 0, true", "false, 1, false"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
@State
public class PlantedLeft {
    private static final class LooksThenLeaves extends StageWait<Integer> {
        private boolean looked;

        LooksThenLeaves(Party owner, Runnable left) {
            super(owner, "awaits", null, left);
        }

        @Override
        void over(Lane<Chain> lane) {
            if (done()) return;
            looked = true;
            left();
            super.over(lane);
        }

        @Override
        void left() {
            if (!looked) return;
            looked = false;
            super.left();
        }
    }

    private final AwaitScene scene = new AwaitScene(LooksThenLeaves::new);

    public PlantedLeft() {
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
