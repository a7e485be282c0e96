package dev.troupe.internal.cell;

import dev.troupe.ExitReason;
import dev.troupe.LinkedExitException;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.spi.ActorTies;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whom an actor watches, who watches it, and whom it is linked to. They belong to the actor, not to one of its lives, so
/// they survive a restart.
///
/// *Watching.* A [Tie.Watch] goes to the target as an entry and comes back as an entry behind all that the target has sent.
/// It counts only if it is still the one in `watching`: so one that was taken away, or replaced, while it was on its way
/// is nobody's.
///
/// *Links.* Each side has the other among its links. Who ends tells the others, before what waits for them; who has taken the
/// link away meanwhile doesn't find the sender there any more. An end may so overtake the link itself, which then brings it.
final class Ties<M> {
    private final Cell<M> cell;
    private final Map<Cell<?>, Tie.Watch> watching = new HashMap<>(4);
    private final Set<Tie.Watch> watchers = new LinkedHashSet<>(4);
    private final Map<Cell<?>, Tie.Link> links = new LinkedHashMap<>(4);
    /// Linked ones whose end was acted on: where both have made a link, it may come twice.
    private Set<Cell<?>> gone = Set.of();
    private @Nullable BiFunction<? super String, ? super ExitReason, ?> trap;

    Ties(Cell<M> cell) {
        this.cell = cell;
    }

    // ---- called by the actor itself

    void watch(Cell<?> target, Function<? super ExitReason, ?> message) {
        unwatch(target);
        Tie.Watch watch = new Tie.Watch(target, cell, message);
        watching.put(target, watch);
        cell.home.send(target, watch, false);
    }

    void unwatch(Cell<?> target) {
        Tie.Watch watch = watching.remove(target);
        if (watch == null) return;
        if (watch.waiting != null) cell.takeBack(watch.waiting);
        else if (watch.reason == null) cell.home.send(target, new Tie.Unwatch(watch), false);
    }

    void link(Cell<?> other) {
        if (links.containsKey(other)) return;
        Tie.Link link = new Tie.Link(cell);
        links.put(other, link);
        cell.home.send(other, link, false);
    }

    void unlink(Cell<?> other) {
        if (links.remove(other) != null) cell.home.send(other, new Tie.Unlink(cell), false);
    }

    void trap(BiFunction<? super String, ? super ExitReason, ? extends M> message) {
        trap = message;
    }

    // ---- what comes from others

    @Nullable Chain come(Tie tie) {
        switch (tie) {
            case Tie.Watch watch -> {
                if (watch.watcher == cell) return noticed(watch);
                watchers.add(watch);
            }
            case Tie.Unwatch unwatch -> watchers.remove(unwatch.watch);
            case Tie.Link link -> {
                return linked(link);
            }
            case Tie.Unlink unlink -> links.remove(unlink.from);
            case Tie.Exit exit -> {
                return links.remove(exit.from) == null ? null : exited(exit);
            }
        }
        return null;
    }

    private @Nullable Chain noticed(Tie.Watch watch) {
        if (watching.get(watch.target) != watch || watch.reason == null) return null;
        ExitReason reason = watch.reason;
        return Notices.of(cell, () -> watch.make.apply(reason), watch);
    }

    private @Nullable Chain linked(Tie.Link link) {
        ExitReason ended = link.ended;
        if (ended == null) links.putIfAbsent(link.from, link);
        else if (!link.over && !gone.contains(link.from)) {
            links.remove(link.from); // the end itself, still to come, is this one
            return exited(new Tie.Exit(link.from, ended, link));
        }
        return null;
    }

    private @Nullable Chain exited(Tie.Exit exit) {
        if (exit.link != null) exit.link.over = true;
        if (gone.isEmpty()) gone = Collections.newSetFromMap(new WeakHashMap<>(2));
        gone.add(exit.from);
        BiFunction<? super String, ? super ExitReason, ?> trapping = trap;
        if (trapping != null) return Notices.of(cell, () -> trapping.apply(exit.from.name(), exit.reason), null);
        if (!exit.reason.isAbnormal() || cell.life.unwinds()) return null;
        return cell.role().exited(new LinkedExitException(exit.from.name(), exit.reason));
    }

    /// The watcher has its message.
    void taken(Tie.Watch watch) {
        watching.remove(watch.target, watch);
    }

    /// The names of all.
    ActorTies show() {
        List<String> by = watchers.stream().map(watch -> watch.watcher).filter(Objects::nonNull).map(Party::name)
                .sorted().toList();
        return new ActorTies(cell.name(), names(watching.keySet()), by, names(links.keySet()));
    }

    private static List<String> names(Set<Cell<?>> cells) {
        return cells.stream().map(Party::name).sorted().toList();
    }

    // ---- the end

    /// The actor has ended for good.
    void end(ExitReason reason) {
        List.copyOf(watchers).forEach(watch -> watch.ended(reason));
        links.forEach((other, link) -> {
            boolean own = link.from == cell;
            if (own) link.ended = reason;
            cell.home.send(other, new Tie.Exit(cell, reason, own ? link : null), true);
        });
        for (Tie.Watch watch : watching.values())
            if (watch.reason == null) cell.home.send(watch.target, new Tie.Unwatch(watch), false);
        watchers.clear();
        links.clear();
        watching.clear();
    }

    /// What comes to an actor that has ended.
    static void late(Cell<?> ended, ExitReason reason, Tie tie) {
        switch (tie) {
            case Tie.Watch watch when watch.watcher != ended -> watch.ended(reason);
            case Tie.Link link -> link.from.home.send(link.from, new Tie.Exit(ended, reason, null), true);
            default -> {}
        }
    }
}
