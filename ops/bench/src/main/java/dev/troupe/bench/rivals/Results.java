package dev.troupe.bench.rivals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the JSON files say, by workload and contender.
record Results(Map<Work, Map<String, Score>> scores) {
    /// Reads a folder; workloads without a file are left out. JSON is read by the configuration library that Pekko brings.
    static Results in(Path folder) throws IOException {
        Map<Work, Map<String, Score>> all = new EnumMap<>(Work.class);
        for (Work work : Work.values()) {
            Path file = folder.resolve(work.title() + ".json");
            if (!Files.exists(file)) continue;
            Map<String, Score> one = new LinkedHashMap<>();
            for (Config run : ConfigFactory.parseString("runs = " + Files.readString(file)).getConfigList("runs"))
                one.put(run.getString("params.contender"), score(run));
            all.put(work, one);
        }
        return new Results(all);
    }

    private static Score score(Config run) {
        Config metric = run.getConfig("primaryMetric");
        int iterations = run.getInt("measurementIterations");
        List<String> parameters = run.getObject("params").entrySet().stream()
                .filter(each -> !each.getKey().equals("contender"))
                .map(each -> each.getKey() + "=" + each.getValue().unwrapped()).toList();
        if (run.getString("mode").equals("sample"))
            return new Score(List.of(), iterations, parameters, percentile(metric, "50.0"), percentile(metric, "99.0"));
        List<Double> forks = new ArrayList<>();
        for (ConfigValue fork : metric.getList("rawData")) {
            List<Double> values = ((ConfigList) fork).unwrapped().stream().map(value -> ((Number) value).doubleValue())
                    .toList();
            forks.add(Score.median(values));
        }
        return new Score(forks, iterations, parameters, Double.NaN, Double.NaN);
    }

    private static double percentile(Config metric, String which) {
        return metric.getConfig("scorePercentiles").getDouble("\"" + which + "\"");
    }

    /// One contender's figure over another's; not a number if one of them is missing.
    double ratio(Work work, Score.Figure figure, String over, String under) {
        Map<String, Score> one = scores.getOrDefault(work, Map.of());
        if (!one.containsKey(over) || !one.containsKey(under)) return Double.NaN;
        return one.get(over).figure(figure) / one.get(under).figure(figure);
    }
}
