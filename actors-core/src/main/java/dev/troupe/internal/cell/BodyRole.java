package dev.troupe.internal.cell;

import dev.troupe.Actor;
import dev.troupe.Handler;
import dev.troupe.coroutine.Unwind;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.PinnedException;
import dev.troupe.internal.mailbox.Backlog;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A body: a coroutine that suspends wherever it waits.
///
/// *Both sides.* The scheduler's side ([#message], [#signal], [#unwind]) runs while the body is suspended or blocked, the
/// body's side ([#receive], [#suspend]) while it runs; the token makes that one thread after the other. `waiting` says which:
/// it is set exactly while the body is suspended.
///
/// *Blocked.* On the engine of virtual threads a body that blocks gives its thread back with `waiting` null, as if it
/// still ran. Messages are kept meanwhile, and a stop waits until the body suspends; a kill interrupts it.
///
/// *Raising.* What ends a body is raised where it is suspended: `raise` is set and the chain resumed. A body that is not
/// suspended finds out before its next wait.
final class BodyRole<M> extends Role<M> {
    private final Actor<M> body;
    private final Chain chain;
    private @Nullable Wait waiting;
    private @Nullable Object delivered;
    private @Nullable Throwable raise;
    private @Nullable Class<?> inHand;
    private @Nullable Throwable failure;
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
        this.chain = new Chain(cell.home.driver, cell, this::run);
    }

    Chain start() {
        return chain;
    }

    // ---- the scheduler's side

    @Override
    @Nullable Chain message(Object message) {
        Wait wait = waiting;
        if (wait == Wait.ANY && !cell.stops()) return deliver(message);
        return pass(message, wait);
    }

    private @Nullable Chain pass(Object message, @Nullable Wait wait) {
        if (cell.stops()) {
            cell.home.undelivered(cell, message);
            return null;
        }
        boolean wanted;
        try {
            wanted = wait != null && wait.accepts(message);
        } catch (Throwable t) {
            keep(message);
            return raise(t);
        }
        if (wanted) return deliver(message);
        keep(message);
        return null;
    }

    private Chain deliver(Object message) {
        delivered = message;
        return wake();
    }

    @Override
    @Nullable Chain signal(Signal signal) {
        return signal == waiting ? wake() : null;
    }

    @Override
    @Nullable Chain unwind() {
        if (waiting == null) return null;
        unwinding = true;
        return raise(new Unwind.Stopped());
    }

    @Override
    boolean hasStack() {
        return true;
    }

    @Override
    void interruptIfBlocked() {
        if (!suspended()) chain.interrupt();
    }

    @Override
    @Nullable Chain kill() {
        unwinding = true;
        if (waiting != null) return raise(new Unwind.Killed());
        chain.interrupt();
        return null;
    }

    @Override
    @Nullable Object waiting() {
        return waiting;
    }

    private Chain raise(Throwable t) {
        raise = t;
        return wake();
    }

    private Chain wake() {
        Wait wait = waiting;
        waiting = null;
        if (wait != null && wait.timer != null) cell.home.scheduler.cancel(wait.timer);
        return chain;
    }

    /// The body has run to its end. On the scheduler's side, since what follows must not be left half done, as it would be
    /// if the body's thread blocked in a listener.
    void ended() {
        Handler<M> next = successor;
        if (failure == null && next != null && !cell.stops()) cell.play(new HandlerRole<>(cell, next, backlog));
        else cell.over(failure, inHand);
    }

    // ---- the body's side

    private void run() {
        try {
            body.run(new BodyContext<>(cell, this));
        } catch (Unwind.Stopped | Unwind.Killed | Unwind.Replaced end) {
            // how a body ends that was told to
        } catch (Throwable t) {
            failure = t;
        }
    }

    void become(Handler<M> next) {
        if (suspended() || selecting)
            throw new IllegalStateException(
                    "a predicate must not change its actor's behaviour: actor=" + cell.name());
        successor = next;
    }

    /// Whether the body is suspended: what its context is asked then comes from a predicate.
    boolean suspended() {
        return waiting != null;
    }

    /// Takes what has been delivered already and is wanted: the oldest such message, or null.
    @Nullable Object takeKept(@Nullable Class<?> type, @Nullable Predicate<? super M> wanted) {
        refuseToWait(true);
        Backlog kept = backlog;
        if (kept == null || kept.isEmpty()) return null;
        Object message = type != null ? kept.take(type) : wanted != null ? select(kept, wanted) : kept.take();
        if (message != null) inHand = message.getClass();
        return message;
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
        suspend(wait);
        Object message = delivered;
        if (message == null) return null;
        delivered = null;
        inHand = message.getClass();
        return message;
    }

    /// Suspends until the wait's own signal, or its message, comes.
    void suspend(Wait wait) {
        waiting = wait;
        try {
            chain.suspend();
        } catch (PinnedException e) {
            wake();
            throw e;
        }
        Throwable t = raise;
        if (t == null) return;
        raise = null;
        throw BodyRole.<RuntimeException>unchecked(t);
    }

    /// Raises what a body that wants to wait must not wait any more for.
    void refuseToWait(boolean receiving) {
        if (cell.role() != this) throw cell.foreign();
        if (waiting != null || selecting)
            throw new IllegalStateException("a predicate must not wait: actor=" + cell.name());
        if (cell.killed()) throw new Unwind.Killed();
        if (!cell.stops()) {
            if (successor == null || replacing && !receiving) return;
            replacing = true;
            throw new Unwind.Replaced();
        }
        if (!unwinding) {
            if (cell.hasChildren()) suspend(Wait.CHILDREN);
            unwinding = true;
            throw new Unwind.Stopped();
        }
        if (receiving) throw new Unwind.Stopped();
    }

    /// What a predicate throws is unchecked, whatever the compiler can't see.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Throwable t) throws T {
        throw (T) t;
    }
}
