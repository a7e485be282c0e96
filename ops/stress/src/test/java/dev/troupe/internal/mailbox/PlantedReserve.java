package dev.troupe.internal.mailbox;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// [OnePlaceForTwoStress] with a place that is looked for first and counted then.
@JCStressTest
@Outcome(id = {"true, false, 1", "false, true, 1"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "over the bound, or a place is lost")
@State
public class PlantedReserve {
    private final AtomicInteger counted = new AtomicInteger();

    private boolean reserve() {
        if (counted.get() == 1) return false;
        counted.incrementAndGet();
        return true;
    }

    @Actor
    public void one(ZZI_Result result) {
        result.r1 = reserve();
    }

    @Actor
    public void other(ZZI_Result result) {
        result.r2 = reserve();
    }

    @Arbiter
    public void end(ZZI_Result result) {
        result.r3 = counted.get();
    }
}
