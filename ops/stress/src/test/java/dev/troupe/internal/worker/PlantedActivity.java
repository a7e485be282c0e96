package dev.troupe.internal.worker;

import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// [ActivityStress] with what has begun read before what has ended.
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "said to be quiet while something goes on")
@State
public class PlantedActivity {
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();

    public PlantedActivity() {
        begun.increment();
    }

    private boolean isQuiet() {
        long all = begun.sum();
        return all == ended.sum();
    }

    @Actor
    public void goesOn() {
        for (int n = 0; n < 20; n++) {
            begun.increment();
            ended.increment();
        }
    }

    @Actor
    public void asks(Z_Result result) {
        for (int n = 0; n < 20; n++) result.r1 |= isQuiet();
    }
}
