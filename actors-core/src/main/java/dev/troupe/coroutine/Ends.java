package dev.troupe.coroutine;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What sinks of all kinds do with a source, with values that come too late and with failures.
final class Ends {
    private Ends() {}

    static void checkTakes(Sink<?, ?> sink, Object value) {
        Objects.requireNonNull(value, "a value must not be null: value=null");
        if (sink.isDone()) throw new IllegalStateException("a sink that has ended takes no more: value=" + value);
    }

    static <T, R extends @Nullable Object> R drain(Supplier<? extends Iterator<? extends T>> source, Sink<T, R> sink) {
        if (sink.isDone()) return sink.result();
        try {
            Iterator<? extends T> values = source.get();
            while (values.hasNext()) if (!sink.send(values.next())) return sink.result();
            return sink.finish();
        } catch (Throwable t) {
            pass(t, sink);
            throw t;
        }
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
