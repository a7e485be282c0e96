package dev.troupe.ops.internal.watch;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.Inspection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What wants looking at, found anew at each tick; here it is remembered since when. One thread at a time, but for [#restarted].
final class Warnings {
    private static final ActorQuery FULLEST = ActorQuery.ALL.descending(ActorQuery.Order.DEPTH).page(0,
            GrowingMailboxes.MOST);

    private final GrowingMailboxes mailboxes = new GrowingMailboxes();
    private final RestartStorms storms = new RestartStorms();
    private final UnevenWorkers workers = new UnevenWorkers();
    private Map<Object, Long> since = new HashMap<>();

    /// An actor has started anew. On the thread that listens.
    void restarted(String actor) {
        storms.restarted(actor);
    }

    List<Warning> look(Inspection inspection, Pace pace) {
        Tick now = pace.now();
        // Only then is it worth a walk past all actors.
        boolean deep = now.totals().deepest() >= GrowingMailboxes.DEEP;
        List<ActorFigures> fullest = deep ? inspection.actors(FULLEST).rows() : List.of();
        List<Finding> found = new ArrayList<>(mailboxes.look(fullest));
        found.addAll(LongTurns.look(now.workers()));
        found.addAll(storms.look(now.totals().restarts()));
        found.addAll(workers.look(pace));
        return dated(found, now.atMillis());
    }

    private List<Warning> dated(List<Finding> found, long millis) {
        Map<Object, Long> still = new HashMap<>();
        List<Warning> warnings = new ArrayList<>();
        for (Finding finding : found) {
            Object subject = finding.subject();
            long first = since.getOrDefault(subject, millis - finding.forNanos() / 1_000_000);
            still.put(subject, first);
            warnings.add(finding.since(first));
        }
        since = still;
        return List.copyOf(warnings);
    }
}
