package dev.troupe.internal.cell;

import dev.troupe.Actor;
import dev.troupe.Handler;
import dev.troupe.LinkedExitException;
import dev.troupe.coroutine.Unwind;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.Backlog;
import dev.troupe.internal.mailbox.Wrapped;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A body: a coroutine that suspends wherever it waits.
///
/// *Both sides.* The scheduler's side runs while the body is suspended or blocked, the body's side while it runs; see
/// [Strand].
///
/// *Raising.* What ends a body is raised where it is suspended: a body that is not
/// suspended finds out before its next wait.
final class BodyRole<M> extends Role<M> {
    private final Actor<M> body;
    private final Strand strand;
    private @Nullable Object delivered;
    /// The last message taken, if it may have to be given again, else its class.
    private @Nullable Object inHand;
    private @Nullable Throwable failure;
    /// What it has failed with if it doesn't catch what was raised for a link; forgotten with that.
    private @Nullable Map<Throwable, LinkedExitException> exits;
    private @Nullable Handler<M> successor;
    /// A predicate looks at what is kept.
    private boolean selecting;
    /// A stop has been raised: receives raise it again, other waits don't.
    private boolean unwinding;
    /// That a handler takes over has been raised; likewise.
    private boolean replacing;

    BodyRole(Cell<M> cell, Actor<M> body, @Nullable Backlog inherited) {
        super(cell);
        this.body = body;
        this.backlog = inherited;
        this.strand = new Strand(cell, this::run);
    }

    @Override
    Chain begin() {
        return strand.wake();
    }

    @Override
    Strand strand() {
        return strand;
    }

    // ---- the scheduler's side

    @Override
    @Nullable Chain message(Object message) {
        Wait wait = strand.waiting();
        if (wait == Wait.ANY && !cell.disturbed) return deliver(message);
        return pass(message, wait);
    }

    private @Nullable Chain pass(Object message, @Nullable Wait wait) {
        if (cell.stops()) {
            cell.loses(message);
            return null;
        }
        if (cell.life.unwinds()) {
            keep(message);
            return null;
        }
        boolean wanted;
        try {
            wanted = wait != null && wait.accepts(Wrapped.unwrap(message));
        } catch (Throwable t) {
            keep(message);
            return strand.raise(t);
        }
        if (wanted) return deliver(message);
        keep(message);
        return null;
    }

    private Chain deliver(Object message) {
        delivered = message;
        return strand.wake();
    }

    @Override
    @Nullable Chain signal(Signal signal) {
        return strand.signal(signal);
    }

    @Override
    @Nullable Chain unwind() {
        if (unwinding || strand.waiting() == null) {
            cell.life.limit();
            return null;
        }
        unwinding = true;
        return strand.raise(new Unwind.Stopped());
    }

    /// The stack is unwound by it, as by what a predicate throws.
    @Override
    @Nullable Chain crash(Throwable t) {
        return strand.raiseSoon(t);
    }

    @Override
    @Nullable Chain exited(LinkedExitException exit) {
        Unwind raised = new Unwind.Linked(exit.linked());
        if (exits == null) exits = new WeakHashMap<>(2);
        exits.put(raised, exit);
        return strand.raiseSoon(raised);
    }

    @Override
    boolean isDrained() {
        Wait wait = strand.waiting();
        return wait != null && wait.receives();
    }

    @Override
    boolean isBusy() {
        Wait wait = strand.waiting();
        return wait == null || !wait.receives();
    }

    @Override
    void interruptIfBlocked() {
        if (!suspended()) strand.interrupt();
    }

    @Override
    @Nullable Chain kill() {
        unwinding = true;
        if (strand.waiting() != null) return strand.raise(new Unwind.Killed());
        strand.interrupt();
        return null;
    }

    /// The body has run to its end. On the scheduler's side, since what follows must not be left half done, as it would be
    /// if the body's thread blocked in a listener.
    void ended() {
        Handler<M> next = successor;
        if (failure == null) failure = strand.notRaised();
        LinkedExitException exit = exits == null || failure == null ? null : exits.get(failure);
        if (exit != null) failure = exit;
        if (failure == null && next != null && !cell.life.unwinds()) cell.play(new HandlerRole<>(cell, next, backlog));
        else cell.life.over(failure, inHand);
    }

    // ---- the body's side

    private void run() {
        BodyContext<M> context = new BodyContext<>(cell, this);
        try {
            body.run(context);
        } catch (Unwind.Stopped | Unwind.Killed | Unwind.Replaced end) {
            // how a body ends that was told to
        } catch (Throwable t) {
            failure = t;
        }
        context.ended();
    }

    void become(Handler<M> next) {
        if (suspended() || selecting)
            throw new IllegalStateException(
                    "a predicate must not change its actor's behaviour: actor=" + cell.name());
        successor = next;
    }

    /// Whether the body is suspended: what its context is asked then comes from a predicate.
    boolean suspended() {
        return strand.waiting() != null;
    }

    /// Takes what has been delivered already and is wanted: the oldest such message, or null. If there is none, a poisoned
    /// body has had its last, also one that only looks.
    @Nullable Object takeKept(@Nullable Class<?> type, @Nullable Predicate<? super M> wanted) {
        refuseToWait(true);
        Object message = find(type, wanted);
        if (message != null) return take(message);
        if (cell.disturbed && cell.life.stopIfPoisoned()) refuseToWait(true);
        return null;
    }

    private @Nullable Object find(@Nullable Class<?> type, @Nullable Predicate<? super M> wanted) {
        Backlog kept = backlog;
        if (kept == null || kept.isEmpty()) return null;
        if (cell.lane.isShareOver()) letOthersGoFirst();
        return type != null ? kept.take(type) : wanted != null ? select(kept, wanted) : kept.take();
    }

    /// As if it had received the next message in a turn of its own.
    private void letOthersGoFirst() {
        Wait wait = Wait.yield();
        cell.lane.put(cell, wait);
        strand.suspend(wait);
        refuseToWait(true);
    }

    private Object take(Object slot) {
        Object message = cell.tookByBody(slot);
        strand.ends();
        if ((++cell.processed & cell.mask) == 0) strand.begins(cell.watched(slot));
        inHand = cell.life.redelivers() ? slot : message.getClass();
        return message;
    }

    @Override
    boolean looksThrough() {
        return selecting;
    }

    private @Nullable Object select(Backlog kept, Predicate<? super M> wanted) {
        selecting = true;
        try {
            return kept.take(wanted);
        } finally {
            selecting = false;
        }
    }

    /// Suspends until a message comes, or the wait's timer.
    ///
    /// @return the message, or null if the timer came first
    @Nullable Object receive(Wait wait) {
        if (cell.disturbed && cell.life.stopIfPoisoned()) {
            wait.over(cell.lane); // poisoned while a predicate blocked: the limit is set already
            refuseToWait(true);
        }
        if (wait == Wait.ANY && !cell.disturbed) {
            Object next = cell.lane.takeNow(Cell::isMessage);
            if (next != null) return take(next);
        }
        // it is done with what it has taken, whatever may end it where it waits
        if (inHand != null && !(inHand instanceof Class<?>)) inHand = Wrapped.unwrap(inHand).getClass();
        strand.suspend(wait);
        Object message = delivered;
        if (message == null) return null;
        delivered = null;
        return take(message);
    }

    /// Raises what a body that wants to wait must not wait any more for.
    void refuseToWait(boolean receiving) {
        if (cell.role() != this) throw cell.foreign();
        if (strand.waiting() != null || selecting)
            throw new IllegalStateException("a predicate must not wait: actor=" + cell.name());
        if (cell.life.killed()) throw new Unwind.Killed();
        if (!cell.life.unwinds()) {
            if (successor == null || replacing && !receiving) return;
            replacing = true;
            throw new Unwind.Replaced();
        }
        if (!unwinding) {
            if (cell.life.hasChildren()) strand.suspend(Wait.CHILDREN);
            unwinding = true;
            throw new Unwind.Stopped();
        }
        if (receiving) throw new Unwind.Stopped();
        cell.life.limit();
    }
}
