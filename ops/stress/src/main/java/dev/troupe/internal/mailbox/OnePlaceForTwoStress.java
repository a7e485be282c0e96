package dev.troupe.internal.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// Two senders and one place: one gets it, and the count is exact (invariants 3 and 4).
@JCStressTest
@Outcome(id = {"true, false, 1", "false, true, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "over the bound, or a place is lost")
@State
public class OnePlaceForTwoStress {
    private final BoundedQueue queue = new BoundedQueue(1, null, (slot, failure) -> {});

    @Actor
    public void one(ZZI_Result result) {
        result.r1 = queue.reserve();
    }

    @Actor
    public void other(ZZI_Result result) {
        result.r2 = queue.reserve();
    }

    @Arbiter
    public void end(ZZI_Result result) {
        result.r3 = queue.count();
    }
}
