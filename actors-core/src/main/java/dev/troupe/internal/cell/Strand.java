package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.PinnedException;
import dev.troupe.internal.scheduler.Lane;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A body's stack and the one thing it waits for.
///
/// *Both sides.* [#wake] and [#raise] are called on the scheduler's side, while the body is suspended; [#suspend] on the
/// body's side, while it runs. The lane makes that one thread after the other. `waiting` is set exactly while the body is
/// suspended.
///
/// *Blocked.* On the engine of virtual threads a body that blocks gives its thread back with `waiting` null, as if it still
/// ran; it can be interrupted, but nothing can be raised in it before it suspends.
final class Strand {
    private final Lane<Chain> lane;
    private final Party owner;
    private final Chain chain;
    /// When it took the message that is timed; 0 if none is.
    private long begunNanos;
    private @Nullable Wait waiting; // others take it for a hint
    /// The wait for others that the body is about to begin, or has begun.
    private volatile @Nullable Wait edge; // any thread
    private @Nullable Throwable raise;
    /// What is to be raised after that; made on first need.
    private @Nullable Queue<Throwable> more;

    Strand(Party owner, Runnable body) {
        lane = owner.lane;
        this.owner = owner;
        chain = owner.driver().chain(owner, body);
    }

    /// What the body waits for; null if it runs or is blocked.
    @Nullable Wait waiting() {
        return waiting;
    }

    /// What the body waits for, or is about to wait for, if that is others; any thread may ask.
    @Nullable Wait edge() {
        return edge;
    }

    /// What the body waits for; any thread may ask, and gets what was true some moments ago.
    @Nullable Wait seenWaiting() {
        return waiting;
    }

    /// Whether the caller is the body's own code: not a callback or a listener called for it on the scheduler's side.
    boolean runsHere() {
        return chain.isCurrent();
    }

    // ---- the scheduler's side

    /// Ends the wait, if there is one.
    ///
    /// @return what to resume
    Chain wake() {
        Wait wait = waiting;
        waiting = null;
        if (edge != null) edge = null;
        if (wait != null) wait.over(lane);
        return chain;
    }

    /// Ends the wait by an exception.
    Chain raise(Throwable t) {
        raise = t;
        return wake();
    }

    /// Ends the wait by an exception; the next one, if the body is blocked, and one wait for each.
    @Nullable Chain raiseSoon(Throwable t) {
        if (waiting != null) return raise(t);
        if (raise == null) {
            raise = t;
            return null;
        }
        Queue<Throwable> later = more;
        if (later == null) more = later = new ArrayDeque<>(2);
        later.add(t);
        return null;
    }

    /// What was to be raised and hadn't been when the body ended.
    @Nullable Throwable notRaised() {
        return raise;
    }

    /// A signal that is no control signal: wakes the body if it waits for that.
    @Nullable Chain signal(Signal signal) {
        return signal == waiting ? wake() : null;
    }

    /// Interrupts a body that is blocked.
    void interrupt() {
        chain.interrupt();
    }

    // ---- the body's side

    /// The body is about to wait for others, or doesn't after all (null).
    void announce(@Nullable Wait wait) {
        edge = wait;
    }

    /// The body has taken a message that is timed.
    void begins(long nanos) {
        begunNanos = nanos;
    }

    /// It is done with that.
    void ends() {
        if (begunNanos == 0) return;
        owner.home.watching.timed((Cell<?>) owner, begunNanos);
        begunNanos = 0;
    }

    /// Suspends the body; returns when it is woken.
    void suspend(Wait wait) {
        ends();
        waiting = wait;
        try {
            if (raise == null) chain.suspend();
            else wake();
        } catch (PinnedException e) {
            wake();
            throw e;
        }
        Throwable t = raise;
        if (t == null) return;
        raise = more == null ? null : more.poll();
        throw Strand.<RuntimeException>unchecked(t);
    }

    /// What is raised is unchecked, or what a user's code threw unseen by the compiler.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Throwable t) throws T {
        throw (T) t;
    }
}
