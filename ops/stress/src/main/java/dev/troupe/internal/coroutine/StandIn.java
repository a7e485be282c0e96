package dev.troupe.internal.coroutine;

/// A coroutine without a stack: the steps of its body are taken by who drives it, and it leaves one by an exception.
/// So a test by the million needs no stacks, and no flags.
public final class StandIn extends Coroutine {
    /// Ends a step.
    @SuppressWarnings("serial")
    public static final class Left extends Error {
        private Left() {
            super(null, null, false, false);
        }
    }

    private StandIn(Runnable body) {
        super(body);
    }

    /// A chain of one such coroutine.
    public static Chain chain(Driver driver, Object owner, Runnable body) {
        return new Chain(driver, owner, new StandIn(body));
    }

    @Override
    void leave() {
        throw new Left();
    }

    @Override
    void switchTo(Coroutine next) {
        throw new UnsupportedOperationException();
    }

    @Override
    void interrupt() {}
}
