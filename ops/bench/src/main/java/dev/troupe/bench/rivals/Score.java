package dev.troupe.bench.rivals;

import java.util.Arrays;
import java.util.List;

/// What came of one contender in one workload.
///
/// @param forks the median of each JVM: operations a second, or empty for latencies
/// @param iterations how many were measured in each JVM
/// @param parameters of the workload, if it has any, as `name=value`
/// @param p50 microseconds, for latencies
/// @param p99 microseconds, for latencies
record Score(List<Double> forks, int iterations, List<String> parameters, double p50, double p99) {
    /// What is compared.
    enum Figure {
        SPEED, P50, P99
    }

    double figure(Figure figure) {
        return switch (figure) {
            case SPEED -> median(forks);
            case P50 -> p50;
            case P99 -> p99;
        };
    }

    /// The slowest JVM against the median of all, and the fastest.
    double least() {
        return forks.stream().mapToDouble(one -> one).min().orElse(Double.NaN) / median(forks);
    }

    double greatest() {
        return forks.stream().mapToDouble(one -> one).max().orElse(Double.NaN) / median(forks);
    }

    static double median(List<Double> values) {
        if (values.isEmpty()) return Double.NaN;
        double[] sorted = values.stream().mapToDouble(one -> one).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : Arrays.stream(sorted, half - 1, half + 1).sum() / 2;
    }
}
