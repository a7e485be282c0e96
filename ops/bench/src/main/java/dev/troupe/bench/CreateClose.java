package dev.troupe.bench;

import dev.troupe.ActorSystem;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/// The price of a system that does nothing.
///
/// A unit of work is one system made and closed again, with no actor in it and no JVM flag
/// but a small heap that was touched beforehand: else the kernel's handing out of fresh pages would be most of it.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = {Hop.BATON, "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
public class CreateClose {
    @Benchmark
    public boolean createClose() {
        ActorSystem system = ActorSystem.create();
        system.close();
        return system.isClosed();
    }
}
