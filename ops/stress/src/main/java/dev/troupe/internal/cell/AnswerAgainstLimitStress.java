package dev.troupe.internal.cell;

import dev.troupe.SendResult;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// An answer at the moment when the ask's limit is over: one of them counts, and who answers knows whether it did, so
/// that the answer is a dead letter if not (invariants 3 and 7).
@JCStressTest
@Outcome(id = {"true, false", "false, true"}, expect = Expect.ACCEPTABLE, desc = "answered; expired")
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
@State
public class AnswerAgainstLimitStress {
    private final AskScene scene = new AskScene();

    @Actor
    public void answers(ZZ_Result result) {
        result.r1 = scene.reply.offer("answer") == SendResult.ACCEPTED;
    }

    @Actor
    public void expires(ZZ_Result result) {
        result.r2 = scene.answer.completeExceptionally(scene.reply.expire());
    }
}
