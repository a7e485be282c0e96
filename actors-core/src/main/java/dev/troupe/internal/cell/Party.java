package dev.troupe.internal.cell;

import dev.troupe.Failure;
import dev.troupe.WaitFor;
import dev.troupe.Scheduler;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Driver;
import dev.troupe.internal.port.Threads;
import dev.troupe.internal.scheduler.Lane;
import dev.troupe.internal.scheduler.Turn;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who takes turns: an actor or a task.
abstract sealed class Party implements Turn<Chain> permits Cell, TaskCell {
    final Home home;
    /// Where what is put for it waits; who holds it may touch this party's state.
    final Lane<Chain> lane;

    /// @param scheduler its own, or null for the system's
    /// @param body whether it begins as a body
    Party(Home home, @Nullable Scheduler scheduler, boolean body) {
        this.home = home;
        this.lane = home.lanes.lane(this, scheduler, body);
    }

    /// Who resumes its stack.
    final Driver driver() {
        return lane == home.scheduler ? home.driver : new CellDriver(lane);
    }

    @Override
    public final void swept(Object argument) {
        home.sweep(this, argument);
    }

    /// The name in errors and in the graph of who waits for whom.
    public abstract String name();

    /// Its stack, if it has one.
    abstract @Nullable Strand strand();

    /// The body's stack has ended. Called on the scheduler's side.
    abstract void bodyEnded();

    /// Whether the code that runs now may wait: it is a body's own, not a predicate's or a handler's.
    abstract boolean canWait();

    /// Raises what a body that wants to wait must not wait any more for. Called by the body.
    abstract void refuseToWait(boolean receiving);

    /// Refuses a caller that is not this party in its turn.
    final void check() {
        if (lane.running() != this || !lane.held()) throw foreign();
    }

    /// The refusal of a context that is used where it doesn't belong. Reported as well: a future would swallow it.
    final IllegalStateException foreign() {
        String now = home.currentName();
        IllegalStateException refusal = new IllegalStateException(
                "a context must be used by its own actor, in its turns: actor=" + name() + ", thread="
                        + Threads.currentName() + (now == null ? "" : ", turn of=" + now));
        home.reports.misuse(new Failure(name(), null, refusal));
        return refusal;
    }

    /// What it waits for, as anybody may see it.
    final @Nullable Wait waiting() {
        Strand strand = strand();
        return strand == null ? null : strand.seenWaiting();
    }

    /// What it waits for: one arrow for each party that it waits for, or one to nobody.
    final Stream<WaitFor> waits() {
        Wait wait = waiting();
        if (wait == null) return Stream.empty();
        List<Party> all = wait.waitsForAll();
        return all.isEmpty()
                ? Stream.of(new WaitFor(name(), wait.toString(), null))
                : all.stream().map(other -> new WaitFor(name(), wait.towards(other), other.name()));
    }

    /// What it does while it doesn't wait, in words.
    String busy() {
        return "runs or is blocked";
    }

    /// Its name and what it waits for, in words.
    public final String describe() {
        Wait wait = waiting();
        return name() + " " + (wait == null ? busy() : wait.toString());
    }
}
