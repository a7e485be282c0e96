package dev.troupe.internal.coroutine;

import org.jspecify.annotations.Nullable;

/// One stack that can be left and entered again.
///
/// It is either stepped by a caller, which waits until it yields or ends (a generator), or stands at the bottom of a
/// driver's chain (an actor's body). Fields belong to the holder of the token of the chain it is part of.
public abstract class Coroutine {
    private final Runnable body;

    /// The chain this coroutine runs in. A generator changes chains when another body steps it.
    @Nullable Chain chain;

    /// Who stepped this coroutine and waits for it; null for a driver.
    @Nullable Coroutine caller;

    /// Its thread runs a driver's code, or a handler's, while this coroutine waits.
    boolean lent;

    /// The body has returned.
    boolean ended;

    Coroutine(Runnable body) {
        this.body = body;
    }

    /// A coroutine that has not started. `body` must not throw.
    public static Coroutine of(Runnable body) {
        return Engine.chosen().create(body);
    }

    /// Runs this coroutine until it yields to its caller or ends. The caller may be a plain thread or another coroutine;
    /// it must have made sure that nobody else steps this one meanwhile.
    public final void step() {
        Coroutine me = Engine.chosen().current();
        if (me == null) {
            PlainDriver.step(this);
            return;
        }
        caller = me;
        chain = me.chain;
        me.switchTo(this);
    }

    /// Gives control back to the caller; returns when stepped again. Called by this coroutine's own code.
    public final void yieldToCaller() {
        Coroutine to = caller;
        if (to == null) {
            leave();
            return;
        }
        caller = null;
        try {
            switchTo(to);
        } catch (PinnedException e) {
            caller = to;
            throw e;
        }
    }

    /// Whether the code that calls this runs in this coroutine.
    public final boolean isCurrent() {
        return Engine.chosen().current() == this && !lent;
    }

    /// Leaves this stack so that `next`, of the same chain, runs. Returns when this one is entered again.
    abstract void switchTo(Coroutine next);

    /// Leaves the chain to its driver. Returns when the chain is resumed.
    abstract void leave();

    abstract void interrupt();

    /// The body with a last line of defence: what it lets out would end the driver's thread.
    final void runBody() {
        try {
            body.run();
        } catch (Throwable t) {
            Thread self = Thread.currentThread();
            Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
            if (handler != null) handler.uncaughtException(self, t);
            else t.printStackTrace();
        }
        ended = true;
    }
}
