package dev.troupe.internal.scheduler;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// [TimerStress] with a timer that is looked at first and marked then.
@JCStressTest
@Outcome(id = {"true, false, -1", "false, true, 0"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "cancelled and fired, or neither")
@State
public class PlantedTimer {
    private final AtomicInteger told = new AtomicInteger();
    private volatile boolean over;

    private boolean end() {
        if (over) return false;
        over = true;
        return true;
    }

    @Actor
    public void cancels(ZZI_Result result) {
        result.r1 = end();
        if (result.r1) told.decrementAndGet();
    }

    @Actor
    public void fires(ZZI_Result result) {
        result.r2 = end();
    }

    @Arbiter
    public void end(ZZI_Result result) {
        result.r3 = told.get();
    }
}
