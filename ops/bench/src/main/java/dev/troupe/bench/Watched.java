package dev.troupe.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What it costs a hop that somebody looks on, in time of the processor. Each round runs each way to look once, in JVMs of their own,
/// one soon after the other; what counts is the median of the rounds' ratios.
///
/// The processor's time and not the wall's: what else the machine does makes a hop late, but hardly longer. A hop is [HandlerHop]'s, by
/// reference.
final class Watched {
    /// How it is looked at.
    enum Way {
        NOBODY, PROBE, METERS
    }

    private static final int ROUNDS = 10;

    private record Cost(double nanos, double bytes) {}

    private Watched() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
        if (rounds < 1) throw new IllegalArgumentException("rounds must be > 0: rounds=" + rounds);
        Map<Way, List<Cost>> costs = new EnumMap<>(Way.class);
        for (Way way : Way.values()) costs.put(way, new ArrayList<>());
        for (int round = 0; round < rounds; round++)
            for (Way way : Way.values()) costs.get(way).add(measured(way));
        System.out.println("| looks on | a hop | against nobody | of the rounds | allocated for a hop |");
        System.out.println("|---|--:|--:|--:|--:|");
        List<Cost> bare = costs.get(Way.NOBODY);
        costs.forEach((way, all) -> {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++)
                ratios[round] = all.get(round).nanos / bare.get(round).nanos;
            Arrays.sort(ratios);
            System.out.printf(Locale.ROOT, "| %s | %.1f ns | %.2f | %.2f–%.2f | %.2f B |%n",
                    way.name().toLowerCase(Locale.ROOT), median(all.stream().mapToDouble(Cost::nanos).toArray()),
                    median(ratios), ratios[0], ratios[rounds - 1],
                    median(all.stream().mapToDouble(Cost::bytes).toArray()));
        });
    }

    private static double median(double[] figures) {
        Arrays.sort(figures);
        int half = figures.length / 2;
        return figures.length % 2 == 1 ? figures[half] : (figures[half - 1] + figures[half]) / 2;
    }

    private static Cost measured(Way way) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(Hop.VIRTUAL, "-cp", System.getProperty("java.class.path"), WatchedRally.class.getName(),
                way.name()));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException("a JVM has failed: way=" + way + ", said=" + said);
        String[] figures = said.strip().split(" ", -1);
        return new Cost(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
    }

    /// The median of some windows.
    static double middle(double[] windows) {
        return median(windows);
    }
}
