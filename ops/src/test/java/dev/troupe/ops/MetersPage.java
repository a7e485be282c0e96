package dev.troupe.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes `ops/METERS.md`.
final class MetersPage {
    /// A meter as the page has it.
    record Row(String name, Meter.Type kind, @Nullable String unit, List<String> tags, String text) {
        /// Its names in Prometheus: one, or those of what a timer consists of.
        List<String> prometheus() {
            String base = new PrometheusNamingConvention().name(name, kind, unit);
            return switch (kind) {
                case TIMER -> Stream.of("_count", "_sum", "_max").map(base::concat).toList();
                case COUNTER -> List.of(base.endsWith("_total") ? base : base + "_total");
                default -> List.of(base);
            };
        }

        /// The same, and what a timer's distribution has.
        Stream<String> allNames() {
            Stream<String> more = kind == Meter.Type.TIMER
                    ? Stream.of(prometheus().getFirst().replaceFirst("_count$", "_bucket"))
                    : Stream.of();
            return Stream.concat(prometheus().stream(), more);
        }

        private String line() {
            String unitShown = unit == null ? "" : ", " + unit;
            String tagsShown = tags.stream().map(MetersPage::code).collect(Collectors.joining(" "));
            String names = prometheus().size() == 1
                    ? code(prometheus().getFirst())
                    : code(prometheus().getFirst()) + " " + code("…_sum") + " " + code("…_max");
            return "| " + code(name) + " | " + kind.name().toLowerCase(java.util.Locale.ROOT) + unitShown + " | "
                    + tagsShown
                    + " | " + names + " | " + text + " |\n";
        }
    }

    static final List<Row> ACTORS = Arrays.stream(ActorMeter.values())
            .map(meter -> new Row(meter.meterName(), meter.kind(), meter.unit(), meter.tags(), meter.text())).toList();

    static final List<Row> EXECUTORS = List.of(
            row("executor.active", Meter.Type.GAUGE, "threads", "Pieces of work that run.", "name"),
            row("executor.queued", Meter.Type.GAUGE, "tasks",
                    "Pieces of work that the pool has taken and that don't run yet.", "name"),
            row("executor.pool.size", Meter.Type.GAUGE, "threads", "Threads or child processes that there are.",
                    "name"),
            row("executor.pool.max", Meter.Type.GAUGE, "threads", "Pieces of work that may run at once.", "name"),
            row("executor.completed", Meter.Type.COUNTER, "tasks", "Pieces of work that have ended, however.", "name"));

    static final List<Row> VIRTUAL = List.of(
            row("jvm.threads.virtual.pinned", Meter.Type.TIMER, "seconds",
                    "How long virtual threads kept their platform thread while they waited; 20 ms or more."),
            row("jvm.threads.virtual.submit.failed", Meter.Type.COUNTER, null,
                    "Virtual threads that could not be started or go on."),
            row("jvm.threads.virtual.live", Meter.Type.GAUGE, "threads",
                    "Virtual threads that are `mounted` or `queued`.",
                    "scheduling.status"),
            row("jvm.threads.virtual.parallelism", Meter.Type.GAUGE, null,
                    "How many virtual threads the JDK's scheduler is to run at once."),
            row("jvm.threads.virtual.pool.size", Meter.Type.GAUGE, "threads", "Platform threads that it has."));

    /// Of Micrometer's own, those that the Grafana dashboard shows.
    static final List<Row> JVM = List.of(
            row("jvm.memory.used", Meter.Type.GAUGE, "bytes", "Memory in use.", "area", "id"),
            row("jvm.memory.max", Meter.Type.GAUGE, "bytes", "What it may grow to; -1 if there is no limit.", "area",
                    "id"),
            row("jvm.gc.pause", Meter.Type.TIMER, "seconds", "Pauses of the collector; there from the first one on.",
                    "action",
                    "cause", "gc"),
            row("jvm.threads.live", Meter.Type.GAUGE, "threads", "Platform threads."),
            row("jvm.classes.loaded", Meter.Type.GAUGE, "classes", "Classes."),
            row("process.cpu.usage", Meter.Type.GAUGE, null, "This program's share of all processors, from 0 to 1."),
            row("system.cpu.count", Meter.Type.GAUGE, null, "Processors."),
            row("process.uptime", Meter.Type.GAUGE, "seconds", "How long the JVM has run."));

    private MetersPage() {}

    private static Row row(String name, Meter.Type kind, @Nullable String unit, String text, String... tags) {
        return new Row(name, kind, unit, List.of(tags), text);
    }

    /// All names that a server may know meters by.
    static List<String> prometheusNames() {
        return Stream.of(ACTORS, EXECUTORS, VIRTUAL, JVM).flatMap(List::stream).flatMap(Row::allNames).toList();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String table(List<Row> rows) {
        return rows.stream().map(Row::line).collect(Collectors.joining("",
                "| meter | kind, unit | tags | in Prometheus | what it says |\n|---|---|---|---|---|\n", ""));
    }

    /// The template with its tables.
    static String text() {
        try (InputStream template = Objects.requireNonNull(MetersPage.class.getResourceAsStream("meters.md"))) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8).replace("{actors}\n", table(ACTORS))
                    .replace("{executors}\n", table(EXECUTORS)).replace("{virtual}\n", table(VIRTUAL))
                    .replace("{jvm}\n", table(JVM));
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
