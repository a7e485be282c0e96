package dev.troupe.internal.coroutine;

import dev.troupe.internal.port.RunToken;
import org.jspecify.annotations.Nullable;

/// Whoever resumes chains: a scheduler, or a plain thread that steps a generator.
///
/// All of it but [#unblocked] is called by the holder of the token, on whatever thread that is. On the baton engine
/// that thread is often a body's: the body that suspends asks [#next] itself and hands over directly.
public abstract class Driver {
    /// Held by the thread that runs, on behalf of this driver, scheduler code or the code of a body.
    public final RunToken token;

    /// Where the baton goes back to when there is nothing left to run; the baton engine's own.
    @Nullable Seat seat;

    protected Driver(RunToken token) {
        this.token = token;
    }

    /// A chain of one coroutine, not started yet. `body` must not throw.
    public Chain chain(Object owner, Runnable body) {
        return new Chain(this, owner, body);
    }

    /// A chain for a thread that is the driver's own and sees to nothing else.
    public Chain chainOnOwnThread(Object owner, Runnable body) {
        return new Chain(this, owner, new OwnThread(body));
    }

    /// The chain to resume next, or null if the driver's own thread must go on (nothing is ready, or it asked for the
    /// control back).
    protected abstract @Nullable Chain next();

    /// A body has blocked and has left the driver's thread to others; it will ask for another turn by [#unblocked].
    protected abstract void blocked(Chain chain);

    /// The outermost coroutine of a chain has ended; its stack is not used any more. On the mounted engines this is the
    /// driver's own thread: what it blocks on there doesn't let other turns in between.
    protected abstract void ended(Chain chain);

    /// A blocked body can go on. Called from any thread, exactly once after each [#blocked] (perhaps just before it).
    protected abstract void unblocked(Chain chain);
}
