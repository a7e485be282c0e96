package dev.troupe.bench.rivals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Latency: a platform thread outside sends one message to an idle system and parks until the actor has unparked it. Against
/// the bare thing, `park`: two platform threads that park and unpark each other. Before each, the thread sleeps a millisecond,
/// so that the other side is idle too.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 2, jvmArgsAppend = {Contest.OPEN_LANG, Contest.EXPORT_VM, Contest.CARRIERS, Contest.UNSAFE,
    Contest.QUIET})
public class RoundTrip {
    static final String PARK = "park";
    private static final long PAUSE = 1_000_000;
    /// Without a pause, before anything is measured: in a few thousand rounds with pauses the compilers never get to all of it.
    private static final int ROUNDS_TO_WARM = 50_000;

    @Param({PARK, "troupe-handler", "troupe-body-virtual", "troupe-body-continuation", "troupe-body-baton", "pekko",
        "akka", "jox", "queue"})
    public String contender;

    private AutoCloseable closing = () -> {};
    private Runnable send;
    private volatile Thread asker;
    private volatile boolean asked;
    private volatile boolean answered;

    @Setup
    public void enter() throws Exception {
        if (contender.equals(PARK)) {
            Thread partner = Thread.ofPlatform().daemon().start(this::answerForever);
            send = () -> {
                asked = true;
                LockSupport.unpark(partner);
            };
        } else {
            enter(Contender.named(contender));
        }
        asker = Thread.currentThread();
        for (int n = 0; n < ROUNDS_TO_WARM; n++) {
            answered = false;
            roundTrip();
        }
    }

    private <R> void enter(Contender<R> stage) throws Exception {
        closing = stage;
        R echo = stage.spawn((self, message) -> answer());
        send = () -> stage.tell(echo, Letter.BALL);
    }

    @TearDown
    public void leave() throws Exception {
        closing.close();
    }

    @Setup(Level.Invocation)
    public void idle() {
        asker = Thread.currentThread();
        answered = false;
        // An unpark left over from the round before ends a park at once.
        long end = System.nanoTime() + PAUSE;
        for (long left = PAUSE; left > 0; left = end - System.nanoTime()) LockSupport.parkNanos(left);
    }

    @Benchmark
    public void roundTrip() {
        send.run();
        while (!answered) LockSupport.park();
    }

    private void answerForever() {
        while (true) {
            while (!asked) LockSupport.park();
            asked = false;
            answer();
        }
    }

    private void answer() {
        answered = true;
        LockSupport.unpark(asker);
    }
}
