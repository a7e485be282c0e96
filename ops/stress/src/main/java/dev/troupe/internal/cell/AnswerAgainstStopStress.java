package dev.troupe.internal.cell;

import dev.troupe.SendResult;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// An answer at the moment when the target stops: the asker is told one of them, once (invariant 7).
@JCStressTest
@Outcome(id = {"true, false, 1",
    "false, true, 1"}, expect = Expect.ACCEPTABLE, desc = "answered; failed; told so often")
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
@State
public class AnswerAgainstStopStress {
    private final AskScene scene = new AskScene();

    @Actor
    public void answers(ZZI_Result result) {
        result.r1 = scene.reply.offer("answer") == SendResult.ACCEPTED;
    }

    @Actor
    public void stops() {
        scene.reply.stopped();
    }

    @Arbiter
    public void end(ZZI_Result result) {
        result.r2 = scene.answer.isCompletedExceptionally();
        result.r3 = scene.told.get();
    }
}
