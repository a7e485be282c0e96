package dev.troupe.internal.mailbox;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// [FullAgainstRoomStress] with a count that is read and written, not in one step.
@JCStressTest
@Outcome(id = {"1, 1, 1", "2, 2, 2"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "over the bound, or a message or a place is lost")
@State
public class PlantedRelease {
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private volatile int counted = 1;

    public PlantedRelease() {
        queue.add("first");
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // that is the mistake
    private void count(int change) {
        counted += change;
    }

    @Actor
    public void takes() {
        if (queue.poll() != null) count(-1);
    }

    @Actor
    public void sends(III_Result result) {
        for (int n = 0; n < 2; n++) {
            if (counted >= 2) continue;
            count(1);
            queue.add("another");
            result.r1++;
        }
    }

    @Arbiter
    public void end(III_Result result) {
        result.r2 = counted;
        while (queue.poll() != null) result.r3++;
    }
}
