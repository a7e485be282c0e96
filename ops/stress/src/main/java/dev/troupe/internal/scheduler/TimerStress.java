package dev.troupe.internal.scheduler;

import dev.troupe.spi.SystemClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// A timer that is cancelled at the moment when it is due: it is cancelled or it fires, never both or neither, and is
/// told of as ended once (invariants 3 and 7).
@JCStressTest
@Outcome(id = {"true, false, -1", "false, true, 0"}, expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "cancelled and fired, or neither")
@State
public class TimerStress {
    private final AtomicInteger told = new AtomicInteger();
    private final Alarm<Object> alarm = new Alarm<>("alarm", SystemClock.REAL, told::addAndGet, failure -> {});
    private final Timer<Object> timer = new Timer<>(0, 0, null, entry -> null, "due");

    @Actor
    public void cancels(ZZI_Result result) {
        result.r1 = alarm.cancel(timer);
    }

    @Actor
    public void fires(ZZI_Result result) {
        result.r2 = timer.end() != Timer.OVER;
    }

    @Arbiter
    public void end(ZZI_Result result) {
        result.r3 = told.get();
    }
}
