package dev.troupe.internal.mailbox;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// A mailbox for two from which its one message is taken while two are sent: the second is refused if there is no
/// room yet, and what was let in is there and counted (invariants 3 and 4).
@JCStressTest
@Outcome(id = {"1, 1, 1", "2, 2, 2"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "over the bound, or a message or a place is lost")
@State
public class FullAgainstRoomStress {
    private final BoundedQueue queue = new BoundedQueue(2, null, (slot, failure) -> {});

    public FullAgainstRoomStress() {
        if (queue.reserve()) queue.add("first");
    }

    @Actor
    public void takes() {
        if (queue.poll() != null) queue.release();
    }

    @Actor
    public void sends(III_Result result) {
        for (int n = 0; n < 2; n++) {
            if (!queue.reserve()) continue;
            queue.add("another");
            result.r1++;
        }
    }

    @Arbiter
    public void end(III_Result result) {
        result.r2 = queue.count();
        while (queue.poll() != null) result.r3++;
    }
}
