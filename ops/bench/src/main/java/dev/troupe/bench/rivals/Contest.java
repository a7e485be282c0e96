package dev.troupe.bench.rivals;

import java.util.concurrent.TimeUnit;
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

/// What all workloads have in common: one contender in a JVM of its own, rounds one after the other, and operations a second,
/// where each subclass says what one operation is. All contenders have the same flags, so that they are no difference; [Form]
/// adds a heap.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 800, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = {Contest.OPEN_LANG, Contest.EXPORT_VM, Contest.CARRIERS, Contest.UNSAFE,
    Contest.QUIET})
public abstract class Contest {
    /// For Troupe's engine `virtual`.
    static final String OPEN_LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    /// For Troupe's engine `continuation`.
    static final String EXPORT_VM = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";
    /// For the virtual threads of the JDK: as many as the others have.
    static final String CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=" + Contender.THREADS;
    /// Scala still uses it, and Java would warn of that.
    static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";
    /// No logging library is there, and that is meant.
    static final String QUIET = "-Dslf4j.internal.verbosity=ERROR";

    @Param({"troupe-handler", "troupe-body-virtual", "troupe-body-continuation", "troupe-body-baton", "pekko", "akka",
        "jox", "queue"})
    public String contender;

    private Contender<?> playing;
    private Round round;

    @Setup
    public void enter() throws Exception {
        playing = Contender.named(contender);
        round = prepare(playing);
    }

    /// What has been there for some time is an old object, as it would be in a program that runs on.
    @Setup(Level.Iteration)
    public void collect() {
        System.gc();
    }

    @TearDown
    public void leave() {
        playing.close();
    }

    @Benchmark
    public void round() throws Exception {
        round.play();
    }

    /// Brings in the actors that play in each round.
    abstract <R> Round prepare(Contender<R> stage) throws Exception;
}
