package dev.troupe.coroutine;

import java.util.Objects;

/// What sinks of all kinds do with values that come too late and with failures.
final class Ends {
    private Ends() {}

    static void checkTakes(Sink<?, ?> sink, Object value) {
        Objects.requireNonNull(value, "a value must not be null: value=null");
        if (sink.isDone()) throw new IllegalStateException("a sink that has ended takes no more: value=" + value);
    }

    /// Fails a sink because of something that is on its way to the sender: that must get there whatever happens here.
    static void pass(Throwable failure, Sink<?, ?> to) {
        try {
            to.fail(failure);
        } catch (Throwable other) {
            if (other != failure) failure.addSuppressed(other);
        }
    }
}
