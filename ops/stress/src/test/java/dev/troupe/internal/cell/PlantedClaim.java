package dev.troupe.internal.cell;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// [AnswerAgainstStopStress] with an outcome that is looked at first and claimed then.
@JCStressTest
@Outcome(id = {"true, false, 1", "false, true, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
@State
public class PlantedClaim {
    private final AskScene scene = new AskScene();
    private volatile boolean over;

    private boolean claim() {
        if (over) return false;
        over = true;
        return true;
    }

    @Actor
    public void answers(ZZI_Result result) {
        result.r1 = claim() && scene.tell("answer", null);
    }

    @Actor
    public void stops() {
        if (claim()) scene.tell(null, scene.reply.expire());
    }

    @Arbiter
    public void end(ZZI_Result result) {
        result.r2 = scene.answer.isCompletedExceptionally();
        result.r3 = scene.told.get();
    }
}
