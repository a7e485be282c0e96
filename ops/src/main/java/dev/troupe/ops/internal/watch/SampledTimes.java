package dev.troupe.ops.internal.watch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Times of sampled messages, by actor and by group. Of actors, those sampled last are kept: at most [#ACTORS], which takes some 4 MB.
/// The histograms of one that falls out go to the one that comes in, so a crowd of actors makes no garbage.
///
/// Written by the thread that listens, read by those that answer; never touched in an actor's turn, so a lock is fine.
final class SampledTimes {
    static final int ACTORS = 2_048;

    private static final class Pair {
        final Histogram processing = new Histogram();
        final Histogram wait = new Histogram();
    }

    private final Map<String, Pair> actors = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private final Map<String, Pair> groups = new HashMap<>(); // guarded by this; a system has at most 101

    synchronized void processed(String actor, String group, long nanos) {
        ofActor(actor).processing.add(nanos);
        ofGroup(group).processing.add(nanos);
    }

    synchronized void waited(String actor, String group, long nanos) {
        ofActor(actor).wait.add(nanos);
        ofGroup(group).wait.add(nanos);
    }

    private Pair ofActor(String actor) {
        Pair known = actors.get(actor);
        if (known != null) return known;
        Pair fresh = actors.size() < ACTORS ? new Pair() : takeEldest();
        actors.put(actor, fresh);
        return fresh;
    }

    private Pair takeEldest() {
        var each = actors.entrySet().iterator();
        Pair eldest = each.next().getValue();
        each.remove();
        eldest.processing.clear();
        eldest.wait.clear();
        return eldest;
    }

    private Pair ofGroup(String group) {
        return groups.computeIfAbsent(group, _ -> new Pair());
    }

    synchronized @Nullable Times processing(String actor) {
        Pair known = actors.get(actor);
        return known == null ? null : known.processing.times();
    }

    synchronized @Nullable Times wait(String actor) {
        Pair known = actors.get(actor);
        return known == null ? null : known.wait.times();
    }

    synchronized @Nullable Times processingOf(String group) {
        Pair known = groups.get(group);
        return known == null ? null : known.processing.times();
    }

    synchronized @Nullable Times waitOf(String group) {
        Pair known = groups.get(group);
        return known == null ? null : known.wait.times();
    }
}
