package dev.troupe.bench.offload;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What all benchmarks of empty work have in common: it is handed to two threads, one piece at a time, and its result is
/// waited for. Sampled, for a busy machine spoils means.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(5)
public abstract class Empty {
    static final int THREADS = 2;
    /// In one sample, where that isn't one.
    static final int UNITS = 20;
    /// What comes back; an object made beforehand.
    static final Integer BALL = 1_000_000;
}
