package dev.troupe.internal.cell;

import dev.troupe.Props;
import dev.troupe.internal.oversight.ChildEvent;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Brings actors into being. Below a parent only in that parent's turn; at the top from any thread.
public final class Spawning {
    private Spawning() {}

    /// Spawns an actor.
    ///
    /// @param given the last part of its name, or null for a made-up one
    public static <M> Cell<M> spawn(Home home, @Nullable Cell<?> parent, @Nullable String given, Props<M> props) {
        return spawn(home, parent, given, props, 0, null);
    }

    /// Spawns a child whose own end only halts it.
    ///
    /// @param place where it stands among its siblings
    /// @param event makes the parent's message of what becomes of it
    static <M> Overseen oversee(Home home, Cell<?> parent, @Nullable String given, Props<M> props,
            long place, Function<? super ChildEvent, ?> event) {
        Fate fate = spawn(home, parent, given, props, place, event).life.fate();
        if (fate == null || fate.overseen == null) throw new IllegalStateException("a child overseen by nobody");
        return fate.overseen;
    }

    private static <M> Cell<M> spawn(Home home, @Nullable Cell<?> parent, @Nullable String given, Props<M> props,
            long place, @Nullable Function<? super ChildEvent, ?> event) {
        Objects.requireNonNull(props, "props must not be null: props=null");
        String last = given == null ? "$" + home.anonymous.incrementAndGet() : given;
        if (home.isClosing()) throw closed(last);
        if (parent != null && (parent.life.unwinds() || parent.life.endsForGood()))
            throw new IllegalStateException("an actor can't be spawned by one that is stopping: name=" + last
                    + ", parent=" + parent.name());
        String name = parent == null ? last : parent.name() + "/" + last;
        Cell<M> cell = new Cell<>(home, parent, name, props, place, event);
        // first, so that a stop which comes as soon as it can be found finds it among its siblings, too
        cell.life.attach();
        try {
            home.registry.add(name, cell);
        } catch (IllegalStateException taken) {
            cell.life.detach();
            throw taken;
        }
        // a close that has begun since either finds it there, or is seen here
        if (parent == null && home.isClosing()) {
            home.registry.remove(name, cell);
            cell.life.detach();
            throw closed(last);
        }
        home.reports.tallies.started();
        home.watching.spawned(cell);
        home.reports.spawned(cell);
        home.send(cell, Control.START, false);
        return cell;
    }

    private static IllegalStateException closed(String name) {
        return new IllegalStateException("an actor can't be spawned in a system that is closed: name=" + name);
    }
}
