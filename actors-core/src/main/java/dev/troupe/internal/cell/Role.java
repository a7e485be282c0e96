package dev.troupe.internal.cell;

import dev.troupe.Actor;
import dev.troupe.Behavior;
import dev.troupe.Handler;
import dev.troupe.HandlerFactory;
import dev.troupe.LinkedExitException;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.Backlog;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a cell does with what comes up in its turns. All methods but the constructor are called within a turn; what they
/// return is to be resumed to go on with the turn.
abstract class Role<M> {
    final Cell<M> cell;

    /// Messages delivered and not taken yet; made on first need.
    @Nullable Backlog backlog;

    /// Messages that the actor has taken, in this role and before. Wraps. Not in the cell, which senders read all the time: each
    /// write there would cost a sender on another processor a cache miss.
    int processed;
    /// Messages that have come from outside, or out of a lane of its own; likewise.
    int arrived;

    Role(Cell<M> cell) {
        this.cell = cell;
    }

    /// What an actor does at the beginning of a life.
    static <M> Role<M> of(Cell<M> cell, Behavior<M> behavior, @Nullable Backlog kept) throws Exception {
        return switch (behavior) {
            case Actor<M> body -> new BodyRole<>(cell, body, kept);
            case Handler<M> handler -> new HandlerRole<>(cell, handler, kept);
            case HandlerFactory<M> factory -> new HandlerRole<>(cell, Objects.requireNonNull(factory.create(),
                    "a handler factory must not return null: handler=null"), kept);
        };
    }

    /// It takes another's place.
    final void countsOn(Role<M> before) {
        processed = before.processed;
        arrived = before.arrived;
    }

    /// The first turn.
    @Nullable Chain begin() {
        return null;
    }

    /// A message's entry has come up.
    abstract @Nullable Chain message(Object message);

    /// A signal other than those the cell itself understands.
    abstract @Nullable Chain signal(Signal signal);

    /// The children have ended: end as well, and tell the cell by [Life#over].
    abstract @Nullable Chain unwind();

    /// End without waiting for anything, and tell the cell by [Life#over].
    @Nullable Chain kill() {
        return unwind();
    }

    /// What the actor's own code threw outside its handler or body: the role is over, or what it does raises it.
    @Nullable Chain crash(Throwable t) {
        cell.life.crashed(t, null);
        return null;
    }

    /// Somebody linked to the actor has ended abnormally.
    @Nullable Chain exited(LinkedExitException exit) {
        return crash(exit);
    }

    /// Whether nothing is left in the mailbox that it would take: what a poisoned actor waits for.
    boolean isDrained() {
        return true;
    }

    /// Whether it has nothing more to do: no further message, no unwinding.
    boolean isOver() {
        return false;
    }

    /// Its stack, if it has one, which it may still need while the children end.
    @Nullable Strand strand() {
        return null;
    }

    /// All that is kept, when the role is over.
    @Nullable Backlog left() {
        return backlog;
    }

    /// Whether a predicate looks through what is kept.
    boolean looksThrough() {
        return false;
    }

    /// Whether it has something in hand that isn't counted in its mailbox any more. Any thread may ask; a hint for who doesn't
    /// hold the lane.
    boolean isBusy() {
        return false;
    }

    /// Whether the message in hand waits already, in the stash.
    boolean hasPutAside(Object slot) {
        return false;
    }

    /// The message in hand waits again, for the next life.
    void givesBack(Object slot) {
        cell.accepted++;
        cell.recount(slot);
    }

    /// Interrupts what keeps the driving thread free but can't be resumed yet.
    void interruptIfBlocked() {}

    final void keep(Object message) {
        Backlog kept = backlog;
        if (kept == null) backlog = kept = cell.newBacklog();
        cell.keep(kept, message);
    }
}
