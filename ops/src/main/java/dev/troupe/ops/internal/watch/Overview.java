package dev.troupe.ops.internal.watch;

import dev.troupe.spi.Totals;
import java.util.List;

/// A system at a tick. Field by field in `ops/API.md`.
public record Overview(String system, String engine, String scheduler, String version, long nowMillis, long upMillis,
        Totals totals, Rates rates, long ready, int busy, double utilisation, long delayNanos, Heap heap, int threads,
        int processors, List<Warning> warnings, long missed) {
    /// Messages or events a second, over the last tick; -1 before there is one.
    public record Rates(double sent, double processed, double started, double stopped, double deadLetters,
            double failures, double restarts, double asks) {}

    /// The heap of the JVM; the most is `-1` if there is no limit.
    public record Heap(long usedBytes, long committedBytes, long maxBytes) {}
}
