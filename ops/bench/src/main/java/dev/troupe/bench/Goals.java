package dev.troupe.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs what the goals compare and prints which goals are met.
///
/// In rounds: each runs every benchmark once, in a JVM of its own, and gives one ratio for each goal; what counts is the
/// median of the rounds' ratios. So a machine that is slower for a while slows both sides of a ratio.
final class Goals {
    private static final int ROUNDS = 5;

    /// One thing that is compared.
    ///
    /// @param yardstick the benchmark to divide by; empty if the limit is in nanoseconds
    private record Goal(String measured, String yardstick, double limit) {
        boolean absolute() {
            return yardstick.isEmpty();
        }

        double value(Map<String, Double> nanos) {
            return nanos.get(measured) / (absolute() ? 1 : nanos.get(yardstick));
        }
    }

    private static final List<Goal> GOALS = List.of(
            new Goal("HandlerHop.byReference", "BareDeque.pairs", 2.5),
            new Goal("HandlerHop.byName", "BareDeque.pairs", 3.5),
            new Goal("BodyHopOnVirtual.byReference", "BareVirtualThread.mountAndYield", 1.25),
            new Goal("BodyHopOnContinuation.byReference", "BareContinuation.resumeAndYield", 1.25),
            new Goal("BodyHopOnBaton.byReference", "BareBaton.handOver", 1.5),
            new Goal("CreateClose.createClose", "", 5_000));

    private Goals() {}

    public static void main(String[] args) throws RunnerException {
        int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
        List<Map<String, Double>> nanos = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("round %d of %d:", round, rounds);
            Map<String, Double> one = round();
            one.forEach((name, value) -> System.out.printf(" %s=%.1f", name.substring(0, name.indexOf('.')), value));
            System.out.println(" ns");
            nanos.add(one);
        }
        print(nanos);
    }

    private static Map<String, Double> round() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().forks(1).shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        for (Goal goal : GOALS) {
            options.include(exactly(goal.measured));
            if (!goal.absolute()) options.include(exactly(goal.yardstick));
        }
        Map<String, Double> nanos = new TreeMap<>();
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark().substring(Goals.class.getPackageName().length() + 1);
            nanos.put(name, result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        return nanos;
    }

    private static String exactly(String benchmark) {
        return "^" + (Goals.class.getPackageName() + "." + benchmark).replace(".", "\\.") + "$";
    }

    private static void print(List<Map<String, Double>> rounds) {
        System.out.printf("%n%-36s %10s  %-32s %10s  %14s %14s %8s%n", "measured", "ns", "yardstick", "ns",
                "ratio", "of the rounds", "goal");
        for (Goal goal : GOALS) {
            double[] values = sorted(rounds, goal::value);
            double value = median(values);
            System.out.printf("%-36s %10.1f  %-32s %10s  %14s %14s %8s  %s%n", goal.measured,
                    median(sorted(rounds, one -> one.get(goal.measured))), goal.absolute() ? "-" : goal.yardstick,
                    goal.absolute()
                            ? "-"
                            : "%.1f".formatted(median(sorted(rounds, one -> one.get(goal.yardstick)))),
                    show(goal, value), show(goal, values[0]) + ".." + show(goal, values[values.length - 1]),
                    "≤ " + show(goal, goal.limit), value <= goal.limit ? "met" : "NOT MET");
        }
    }

    private static String show(Goal goal, double value) {
        return goal.absolute() ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }

    private static double[] sorted(List<Map<String, Double>> rounds,
            java.util.function.ToDoubleFunction<Map<String, Double>> of) {
        return rounds.stream().mapToDouble(of).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : Arrays.stream(sorted, half - 1, half + 1).sum() / 2;
    }
}
