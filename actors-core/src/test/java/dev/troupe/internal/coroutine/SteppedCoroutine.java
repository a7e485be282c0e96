package dev.troupe.internal.coroutine;

/// A coroutine without a stack, for a model checker, which knows neither continuations nor virtual threads: the test
/// takes the steps of the body by itself, and leaves one by an exception.
public final class SteppedCoroutine extends Coroutine {
    /// Ends a step.
    @SuppressWarnings("serial")
    public static final class Left extends Error {
        private Left() {
            super(null, null, false, false);
        }
    }

    private SteppedCoroutine(Runnable body) {
        super(body);
    }

    /// A chain of one such coroutine.
    public static Chain chain(Driver driver, Object owner, Runnable body) {
        return new Chain(driver, owner, new SteppedCoroutine(body));
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
