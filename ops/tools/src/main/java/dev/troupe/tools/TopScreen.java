package dev.troupe.tools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A dashboard's figures as lines of text, none longer than the screen is wide.
record TopScreen(int width, int height) {
    private static final int NAME = 32;
    private static final int GROUP = 22;
    private static final int WARNINGS = 3;
    private static final int LEAST_ROWS = 3;

    /// All lines.
    List<String> lines(JsonNode overview, JsonNode workers, JsonNode actors) {
        List<String> lines = new ArrayList<>();
        lines.add(overview.path("system").asString() + ", " + overview.path("engine").asString() + ", "
                + overview.path("scheduler").asString() + ", up "
                + Units.clock(Duration.ofMillis(overview.path("upMillis").asLong())));
        JsonNode totals = overview.path("totals");
        JsonNode rates = overview.path("rates");
        JsonNode heap = overview.path("heap");
        lines.add("messages " + Units.count(rates.path("processed").asDouble()) + "/s   live "
                + totals.path("live").asLong() + "   waiting " + Units.count(totals.path("waiting").asDouble())
                + "   ready " + overview.path("ready").asLong() + "   busy "
                + Units.share(overview.path("utilisation").asDouble()) + "   heap "
                + Units.bytes(heap.path("usedBytes").asDouble()) + " of "
                + Units.bytes(heap.path("maxBytes").asDouble()));
        lines.add("dead letters " + Units.count(sum(totals.path("deadLetters"))) + "   failures "
                + Units.count(sumOf(totals.path("failures"))) + "   restarts "
                + Units.count(totals.path("restarts").asDouble()) + "   asks waiting "
                + totals.path("asksPending").asLong()
                + "   timers " + totals.path("timersPending").asLong());
        List<JsonNode> warnings = rows(overview.path("warnings"));
        warnings.stream().limit(WARNINGS).forEach(each -> lines.add("! " + each.path("text").asString()));
        lines.add("");
        lines.add(row("WORKER", "STATE", "BUSY", "TURNS/S", "READY", "ACTOR"));
        for (JsonNode each : rows(workers.path("workers")))
            lines.add(row(each.path("scheduler").asString() + "#" + each.path("index").asInt(),
                    word(each.path("state")), Units.share(each.path("utilisation").asDouble()),
                    Units.count(each.path("turnRate").asDouble()), Units.count(each.path("ready").asInt()),
                    each.path("actor").isNull() ? "" : each.path("actor").asString()));
        lines.add("");
        lines.add(actor("ACTOR", "TYPE", "STATE", "DEPTH", "OLDEST", "RATE/S", "P50", "P99", "RESTARTS"));
        int room = Math.max(LEAST_ROWS, height - lines.size() - 1);
        rows(actors.path("rows")).stream().limit(room).forEach(each -> lines.add(actorOf(each)));
        return lines.stream().map(this::cut).toList();
    }

    private static String actorOf(JsonNode each) {
        JsonNode times = each.path("processing");
        boolean timed = times.isObject();
        return actor(each.path("path").asString(), each.path("group").asString(), word(each.path("state")),
                Units.count(each.path("depth").asInt()), Units.time(each.path("oldestNanos").asDouble()),
                Units.count(each.path("rate").asDouble()), timed ? Units.time(times.path("p50Nanos").asDouble()) : "-",
                timed ? Units.time(times.path("p99Nanos").asDouble()) : "-",
                Units.count(each.path("restarts").asInt()));
    }

    private static String row(String worker, String state, String busy, String turns, String ready, String actor) {
        return String.format(Locale.ROOT, "%-20s %-8s %6s %8s %6s  %s", worker, state, busy, turns, ready, actor);
    }

    private static String actor(String path, String type, String state, String depth, String oldest, String rate,
            String half, String most, String restarts) {
        return String.format(Locale.ROOT, "%-32s %-22s %-10s %6s %8s %7s %8s %8s %8s", end(path, NAME),
                end(type, GROUP),
                state, depth, oldest, rate, half, most, restarts);
    }

    private static String word(JsonNode name) {
        return name.asString().toLowerCase(Locale.ROOT);
    }

    /// Its end, which tells a path from others better than its beginning does.
    private static String end(String text, int most) {
        return text.length() <= most ? text : "…" + text.substring(text.length() - most + 1);
    }

    private String cut(String line) {
        // A name may hold anything: nothing that a terminal would obey is passed on.
        String plain = line.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return plain.length() <= width ? plain : plain.substring(0, width - 1) + "…";
    }

    private static double sum(JsonNode counts) {
        double sum = 0;
        for (JsonNode each : counts) sum += each.asDouble();
        return sum;
    }

    private static double sumOf(JsonNode kinds) {
        double sum = 0;
        for (JsonNode each : kinds) sum += each.path("count").asDouble();
        return sum;
    }

    private static List<JsonNode> rows(JsonNode array) {
        List<JsonNode> rows = new ArrayList<>();
        array.forEach(rows::add);
        return rows;
    }
}
