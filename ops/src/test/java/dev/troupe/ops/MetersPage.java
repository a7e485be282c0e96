package dev.troupe.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    static String text() {
        List<String> parts = new ArrayList<>();
        parts.add(
                """
                        # Meters

                        What a Micrometer registry has once `ActorMetrics` and `JvmMeters` are bound to it. This page is written by
                        `MetersPageTest`, from the code; how to write it again, that test says when it fails.

                        ```java
                        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
                        var actors = new ActorMetrics(system);          // or ActorMetrics.of(system).every(8).histogram().tags("region", "north").build()
                        actors.bindTo(registry);
                        var jvm = JvmMeters.boundTo(registry);
                        ```

                        Both are closed when the system is done with: that removes the meters and ends what listens.

                        ## Actors

                        Each has the tag `system`, too, and those that were given to `ActorMetrics`. `type` is an actor's group, `Props.group(…)`, or the
                        class that its behavior is written in with the class of its messages, such as `Bank:Account`. There are at most 100 values of it, and
                        `other` for all further groups; the same is so of `exception` and `pool`. No name of an actor is ever a tag.

                        """);
        parts.add(table(ACTORS));
        parts.add(
                """

                        - *Counters and gauges* are polled when the registry is asked, once for all of them. They count from when the system was made. A
                          message that was stashed, or is given again after a crash, counts again.
                        - *Timers* are recorded from when the meters were bound. `actors.mailbox.wait` and `actors.processing` time one message of 64
                          of each actor, or of as many as `every(…)` says, so their counts are not those of the messages; `actors.ask` and
                          `actors.offload` have all. What came faster than it could be recorded is in `actors.samples.missed`. With `histogram()` timers have
                          `…_seconds_bucket` as well, for percentiles over several programs.
                        - *A value of a tag* comes up when there is something to count under it. Reasons and outcomes are there from the start, at zero.
                        - *`actors.scheduler.delay`* is measured by an entry of nobody's that each poll sends through each scheduler: what one poll shows is
                          how long the entry of the poll before waited, or the one that still waits.

                        ## Pools, as executors

                        The pools that work is offloaded to are there under the names that Micrometer gives to executors as well, with `system/pool` as
                        `name`: the system's own, once it was used, and those that it was told to show (`system.show(pool)`).

                        """);
        parts.add(table(EXECUTORS));
        parts.add("""

                ## Virtual threads

                Under the names of Micrometer's own binder for them.

                """);
        parts.add(table(VIRTUAL));
        parts.add(
                """

                        ## The JVM

                        `JvmMeters` binds what Micrometer has for memory, the collector, threads, classes, processors and uptime; its documentation has
                        them all. Those that the dashboard below shows:

                        """);
        parts.add(table(JVM));
        parts.add(
                """

                        ## Prometheus and Grafana

                        | file | what it is |
                        |---|---|
                        | [`prometheus/prometheus.yml`](prometheus/prometheus.yml) | scrapes `http://127.0.0.1:8787/metrics`: `prometheus --config.file=ops/prometheus/prometheus.yml` |
                        | [`prometheus/alerts.yml`](prometheus/alerts.yml) | when to wake somebody, and what to look at then |
                        | [`prometheus/alerts-test.yml`](prometheus/alerts-test.yml) | each rule with figures for which it fires and for which it doesn't: `promtool test rules ops/prometheus/alerts-test.yml` |
                        | [`grafana/dashboards/troupe.json`](grafana/dashboards/troupe.json) | a dashboard of all this |
                        | [`grafana/provisioning`](grafana/provisioning) | has Grafana load it, from `/var/lib/grafana/dashboards`, with a Prometheus at `http://127.0.0.1:9090` |
                        """);
        return String.join("", parts);
    }
}
