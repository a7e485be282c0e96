package dev.troupe.coroutine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A sink with stages before it. It stands where that sink stands.
final class Piped<T, R extends @Nullable Object> implements Sink<T, R> {
    private final Consumer<? super T> stages;
    private final Sink<?, R> sink;

    /// @param stages end in that sink
    Piped(Consumer<? super T> stages, Sink<?, R> sink) {
        this.stages = stages;
        this.sink = sink;
    }

    @Override
    public boolean send(T value) {
        Ends.checkTakes(this, value);
        try {
            stages.accept(value);
        } catch (Throwable t) {
            Ends.pass(t, sink);
            throw t;
        }
        return !isDone();
    }

    @Override
    public R finish() {
        return sink.finish();
    }

    @Override
    public void fail(Throwable failure) {
        sink.fail(failure);
    }

    @Override
    public void close() {
        sink.close();
    }

    @Override
    public boolean isDone() {
        return sink.isDone();
    }

    @Override
    public R result() {
        return sink.result();
    }
}
