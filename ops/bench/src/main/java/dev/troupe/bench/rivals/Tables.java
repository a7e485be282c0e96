package dev.troupe.bench.rivals;

import dev.troupe.bench.rivals.Score.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the results as Markdown.
final class Tables {
    private Tables() {}

    static String of(Results results, List<String> machine) {
        StringBuilder text = new StringBuilder("# Troupe against others\n\n");
        text.append(
                "Written by `ops/troupe bench rivals`; what is measured, and with which settings, is in the `README.md` ")
                .append("beside this file.\n\n");
        for (String fact : machine) text.append("- ").append(fact).append('\n');
        text.append(
                "\n*Median* is that of the JVMs' medians; *spread* is the slowest and the fastest of them against it.\n\n");
        results.scores().forEach((work, scores) -> {
            if (work == Work.ROUND_TRIP) latencies(text, results, scores);
            else speeds(text, results, work, scores);
        });
        goals(text, results);
        return text.toString();
    }

    private static void speeds(StringBuilder text, Results results, Work work, Map<String, Score> scores) {
        text.append("## ").append(work.title()).append("\n\n");
        measured(text, scores);
        text.append("| contender | median, ").append(work.unit())
                .append("/s | spread | × Pekko | × virtual thread with queue |\n|---|--:|--:|--:|--:|\n");
        scores.forEach((name, score) -> text.append(String.format(Locale.ROOT, "| %s | %,.0f | %s | %s | %s |%n",
                Work.called(name), score.figure(Figure.SPEED), spread(score),
                show(results.ratio(work, Figure.SPEED, name, "pekko")),
                show(results.ratio(work, Figure.SPEED, name, "queue")))));
        text.append('\n');
    }

    private static void latencies(StringBuilder text, Results results, Map<String, Score> scores) {
        text.append("## RoundTrip\n\n");
        text.append("| contender | p50, µs | p99, µs | p50 × park | p99 × park |\n|---|--:|--:|--:|--:|\n");
        scores.forEach((name, score) -> text.append(String.format(Locale.ROOT, "| %s | %.1f | %.1f | %s | %s |%n",
                Work.called(name), score.p50(), score.p99(),
                show(results.ratio(Work.ROUND_TRIP, Figure.P50, name, RoundTrip.PARK)),
                show(results.ratio(Work.ROUND_TRIP, Figure.P99, name, RoundTrip.PARK)))));
        text.append('\n');
    }

    private static void measured(StringBuilder text, Map<String, Score> scores) {
        scores.values().stream().findFirst().ifPresent(score -> text.append("JVMs for each: ")
                .append(score.forks().size()).append(", each measured ").append(score.iterations())
                .append(" times")
                .append(score.parameters().isEmpty() ? "" : ", with " + String.join(", ", score.parameters()))
                .append(".\n\n"));
    }

    private static void goals(StringBuilder text, Results results) {
        text.append(
                "## Goals\n\nRatios of operations a second, or of times where it says so; the one furthest from its goal.\n\n");
        text.append("| goal | limit | measured | |\n|---|---|---|---|\n");
        for (Goal goal : Goal.ALL_GOALS) text.append(goal.line(results));
    }

    private static String spread(Score score) {
        return score.forks().size() < 2
                ? "–"
                : String.format(Locale.ROOT, "%.2f–%.2f", score.least(), score.greatest());
    }

    private static String show(double ratio) {
        return Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, "%.2f", ratio);
    }
}
