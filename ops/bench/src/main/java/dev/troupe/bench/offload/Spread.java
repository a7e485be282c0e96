package dev.troupe.bench.offload;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.DoubleStream;

/// Figures of one kind, in order.
final class Spread {
    private final double[] sorted;

    private Spread(DoubleStream values) {
        this.sorted = values.sorted().toArray();
    }

    static Spread of(Collection<Double> values) {
        return new Spread(values.stream().mapToDouble(one -> one));
    }

    /// Of nanoseconds, in a smaller or greater unit.
    static Spread of(long[] nanos, double unitNanos) {
        return new Spread(Arrays.stream(nanos).mapToDouble(one -> one / unitNanos));
    }

    double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// The least that so many percent don't exceed.
    double percentile(int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }
}
