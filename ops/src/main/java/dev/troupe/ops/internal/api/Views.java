package dev.troupe.ops.internal.api;

import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorPage;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorState;
import dev.troupe.spi.ActorTies;
import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.TreeFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The views of `/api/v1` that are asked and answered at once. Any thread may call them; each counts as a poll.
public final class Views {
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_TIES = 200;
    /// How many views of all actors are made at once.
    static final int MOST_WALKS = 2;

    /// A view: which parameters it knows, and what it answers to them.
    private record View(Set<String> parameters, Function<Parameters, Object> answer) {}

    /// A view that walks past all actors.
    private View walk(Set<String> parameters, Function<Parameters, Object> answer) {
        return new View(parameters, given -> walks.within(() -> Json.bytes(answer.apply(given))));
    }

    private final Inspection inspection;
    private final Watch watch;
    private final AskedTies ties;
    private final Walks walks;
    private final Map<String, View> views;

    /// The views of a system.
    public Views(Inspection inspection, Watch watch) {
        this(inspection, watch, Duration.ofSeconds(3));
    }

    /// @param patience how long one waits for others to have walked past all actors
    Views(Inspection inspection, Watch watch, Duration patience) {
        this.walks = new Walks(MOST_WALKS, patience);
        this.inspection = inspection;
        this.watch = watch;
        this.ties = new AskedTies(inspection);
        this.views = Map.of("overview", new View(Set.of(), _ -> watch.poll().overview()), //
                "actors",
                walk(Set.of("search", "group", "state", "order", "desc", "offset", "limit"), this::actors), //
                "actor", new View(Set.of("path"), this::actor), //
                "groups", walk(Set.of(), _ -> groups()), //
                "tree", walk(Set.of("root", "limit"), this::tree), //
                "workers", new View(Set.of(), _ -> workers()), //
                "pools", new View(Set.of(), _ -> pools()), //
                "failures", new View(Set.of(), _ -> failures()), //
                "dead-letters", new View(Set.of(), _ -> deadLetters()), //
                "waits", walk(Set.of("limit"), this::waits));
    }

    /// The answer of a view.
    ///
    /// @param name which one
    /// @param query what stands behind the question mark
    /// @return the JSON; null if there is no such view
    /// @throws RefusedException if the parameters are wrong, or what is asked for is not there
    public byte @Nullable [] answer(String name, @Nullable String query) {
        View view = views.get(name);
        if (view == null) return null;
        Object answer = view.answer().apply(Parameters.of(query, view.parameters()));
        return answer instanceof byte[] made ? made : Json.bytes(answer);
    }

    /// What `/health` answers. Not a poll: who only asks for this doesn't watch.
    public byte[] health() {
        return Json.bytes(Json.object().put("status", "up").put("system", inspection.system())
                .put("engine", inspection.engine()).put("version", Watch.version()));
    }

    private Object actors(Parameters given) {
        ActorQuery.Order order = given.choice("order", ActorQuery.Order.class);
        String group = given.text("group", "");
        ActorQuery query = new ActorQuery(given.text("search", ""), group.isEmpty() ? null : group,
                given.choice("state", ActorState.class), order == null ? ActorQuery.Order.PATH : order,
                given.flag("desc", false), given.number("offset", 0, Integer.MAX_VALUE, 0),
                given.number("limit", 0, MOST_ROWS, 100));
        Watch.View seen = watch.poll();
        ActorPage page = inspection.actors(query);
        return new Rows.Actors(page.live(), page.matching(), query.offset(),
                page.rows().stream().map(actor -> row(actor, seen)).toList());
    }

    private static Rows.Actor row(ActorFigures actor, Watch.View seen) {
        return new Rows.Actor(actor, seen.processing(actor.path()), seen.wait(actor.path()));
    }

    private Object actor(Parameters given) {
        String path = given.needed("path");
        Watch.View seen = watch.poll();
        ActorFigures actor = inspection.actor(path)
                .orElseThrow(() -> new RefusedException(404, "an actor must have the name: path=" + path));
        ObjectNode answer = Json.object();
        answer.putPOJO("row", row(actor, seen));
        answer.putPOJO("ties", ties.of(path));
        answer.putPOJO("failures", newest(inspection.failures().stream().filter(f -> f.actor().equals(path)).toList()));
        return answer;
    }

    private Object groups() {
        Watch.View seen = watch.poll();
        List<ObjectNode> rows = new ArrayList<>();
        for (GroupFigures group : inspection.groups()) {
            ObjectNode row = Json.fields(group);
            row.putPOJO("processing", seen.processingOf(group.group()));
            row.putPOJO("wait", seen.waitOf(group.group()));
            rows.add(row);
        }
        return Map.of("rows", rows);
    }

    private Object tree(Parameters given) {
        int limit = given.number("limit", 0, MOST_ROWS, 500);
        watch.poll();
        List<TreeFigures> rows = inspection.tree(given.text("root", ""), limit + 1);
        boolean truncated = rows.size() > limit;
        if (truncated) rows = rows.subList(0, limit);
        List<List<String>> watches = new ArrayList<>();
        Set<List<String>> links = new LinkedHashSet<>();
        for (ActorTies of : ties.of(rows.stream().limit(MOST_TIES).map(TreeFigures::path).toList())) {
            for (String target : of.watches()) watches.add(List.of(of.path(), target));
            // A link has two ends, and may be told by both.
            for (String other : of.links()) links.add(Stream.of(of.path(), other).sorted().toList());
        }
        return new Rows.Tree(inspection.totals().live(), truncated, rows, watches, links);
    }

    private Object workers() {
        Watch.View seen = watch.poll();
        ObjectNode answer = Json.object();
        answer.putPOJO("schedulers", inspection.schedulers());
        List<ObjectNode> rows = new ArrayList<>();
        for (Watch.WorkerRow worker : seen.workers())
            rows.add(Json.fields(worker.figures()).put("utilisation", worker.utilisation()).put("turnRate",
                    worker.turnRate()));
        answer.putPOJO("workers", rows);
        return answer;
    }

    private Object pools() {
        Watch.View seen = watch.poll();
        List<ObjectNode> rows = new ArrayList<>();
        for (Watch.PoolRow pool : seen.pools()) rows.add(Json.fields(pool.figures()).put("rate", pool.rate()));
        return Map.of("rows", rows);
    }

    private Object failures() {
        watch.poll();
        return Map.of("rows", newest(inspection.failures()));
    }

    /// The id stays the same from poll to poll, so that a page can keep one open. Of failures that are equal in all, the later ones
    /// have a number behind it.
    private static List<ObjectNode> newest(List<FailureEntry> failures) {
        List<ObjectNode> rows = new ArrayList<>();
        Map<String, Integer> given = new HashMap<>();
        for (FailureEntry failure : failures) {
            String id = failure.atMillis() + "-" + Integer.toHexString(failure.hashCode());
            int times = given.merge(id, 1, Integer::sum);
            rows.add(Json.fields(failure).put("id", times == 1 ? id : id + "-" + times));
        }
        return rows.reversed();
    }

    private Object deadLetters() {
        watch.poll();
        var kept = inspection.deadLetters();
        long total = inspection.totals().deadLetters().values().stream().mapToLong(Long::longValue).sum();
        ObjectNode answer = Json.object();
        answer.putPOJO("rows", kept.reversed());
        return answer.put("kept", kept.size()).put("total", total);
    }

    private Object waits(Parameters given) {
        int limit = given.number("limit", 0, MOST_ROWS, 300);
        watch.poll();
        return Waits.of(inspection.waits(), limit);
    }
}
