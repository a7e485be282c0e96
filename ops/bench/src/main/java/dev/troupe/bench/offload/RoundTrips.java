package dev.troupe.bench.offload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks of empty work in rounds: each runs every one once, in JVMs of their own, and gives one ratio to the
/// bare executor for each.
final class RoundTrips implements What.Program {
    private static final int ROUNDS = 5;
    private static final String YARDSTICK = "EmptyWork.bare";
    private static final String PROCESS = "EmptyTask.";
    private static final double MOST = 3;
    private static final double MOST_MICROS = 150;

    /// What is compared with the yardstick.
    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put(YARDSTICK, "thread, the JDK's fixed pool");
        titles.put("EmptyWork.pool", "thread, pool of threads");
        titles.put("EmptyOffload.OnVirtual.offload", "body on `virtual`, threads of its system");
        titles.put("EmptyOffload.OnBaton.offload", "body on `baton`, threads of its system");
        titles.put(PROCESS + "thread", "thread, pool of processes");
        titles.put(PROCESS + "body", "body on `virtual`, pool of processes");
        return titles;
    }

    @Override
    public Section run() throws RunnerException {
        Map<String, String> titles = titles();
        List<Map<String, Double>> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) rounds.add(round(titles.keySet()));
        Section section = new Section();
        section.table("who, and on what", "µs", "of the rounds", "× the JDK's pool", "of the rounds");
        titles.forEach((name, title) -> {
            Spread micros = Spread.of(rounds.stream().map(round -> round.get(name) / 1e3).toList());
            Spread ratios = Spread.of(rounds.stream().map(round -> round.get(name) / round.get(YARDSTICK)).toList());
            section.row(title, Section.show("%.1f", micros.median()), range(micros, "%.1f"),
                    Section.show("%.2f", ratios.median()), range(ratios, "%.2f"));
            if (name.startsWith(PROCESS)) section.atMost(title, "%.0f µs", micros.median(), MOST_MICROS);
            else
                if (!name.equals(YARDSTICK))
                    section.atMost(title + ", against the JDK's pool", "%.2f", ratios.median(), MOST);
        });
        return section;
    }

    private static String range(Spread spread, String format) {
        return Section.show(format, spread.least()) + "–" + Section.show(format, spread.most());
    }

    private static Map<String, Double> round(Iterable<String> benchmarks) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().forks(1).shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        String prefix = RoundTrips.class.getPackageName() + ".";
        for (String benchmark : benchmarks) options.include("^" + (prefix + benchmark).replace(".", "\\.") + "$");
        Map<String, Double> nanos = new HashMap<>();
        for (RunResult result : new Runner(options.build()).run())
            nanos.put(result.getParams().getBenchmark().substring(prefix.length()),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        return nanos;
    }
}
