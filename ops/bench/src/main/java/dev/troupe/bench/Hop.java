package dev.troupe.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What all hop benchmarks have in common: two parties that send one ball to and fro, on one thread at a time, until it has
/// made so many hops.
///
/// A hop is one message taken and the next one put, through one interface call. Yardsticks without messages say what their
/// hop is. The ball is one object made beforehand, so that allocation decides nothing.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public abstract class Hop {
    /// Hops in one call of a benchmark where nothing is suspended: many, so that starting and ending the rally don't count.
    static final int HOPS = 1_000_000;
    /// Hops in one call of a benchmark where each hop suspends a coroutine.
    static final int SUSPENDING_HOPS = 100_000;

    static final String VIRTUAL = "-Dtroupe.coroutines=virtual";
    static final String BATON = "-Dtroupe.coroutines=baton";
    static final String CONTINUATION = "-Dtroupe.coroutines=continuation";
    static final String OPEN_LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    static final String EXPORT_VM = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    /// The message.
    static final Integer BALL = 1_000_000;

    /// Hops left. Belongs to whoever runs.
    int left;

    /// Counts one hop.
    ///
    /// @return whether there is another
    final boolean goesOn() {
        return --left > 0;
    }
}
