package dev.troupe.coroutine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A sink that is several. Each stands for itself; together they have ended when all have.
final class Broadcast<T, R extends @Nullable Object> implements Sink<T, List<R>> {
    private final List<Sink<? super T, ? extends R>> sinks;

    Broadcast(List<Sink<? super T, ? extends R>> sinks) {
        if (sinks.isEmpty()) throw new IllegalArgumentException("a broadcast needs at least one sink: sinks=0");
        this.sinks = sinks;
    }

    @Override
    public boolean send(T value) {
        Ends.checkTakes(this, value);
        try {
            for (Sink<? super T, ? extends R> sink : sinks) if (!sink.isDone()) sink.send(value);
        } catch (Throwable t) {
            Ends.pass(t, this);
            throw t;
        }
        return !isDone();
    }

    @Override
    public List<R> finish() {
        try {
            return results(Sink::finish);
        } catch (Throwable t) {
            Ends.pass(t, this);
            throw t;
        }
    }

    @Override
    public void fail(Throwable failure) {
        each(sink -> sink.fail(failure));
    }

    @Override
    public void close() {
        each(Sink::close);
    }

    /// Has all of them do it, also when one throws.
    private void each(Consumer<Sink<? super T, ? extends R>> action) {
        Throwable thrown = null;
        for (Sink<? super T, ? extends R> sink : sinks) {
            try {
                action.accept(sink);
            } catch (Throwable t) {
                if (thrown == null) thrown = t;
                else if (thrown != t) thrown.addSuppressed(t);
            }
        }
        switch (thrown) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException unchecked -> throw unchecked;
            case Throwable sneaked -> throw new GeneratorException(sneaked);
        }
    }

    @Override
    public boolean isDone() {
        for (Sink<? super T, ? extends R> sink : sinks) if (!sink.isDone()) return false;
        return true;
    }

    @Override
    public List<R> result() {
        return results(Sink::result);
    }

    /// Not `List.copyOf`: a result may be null.
    private List<R> results(Function<Sink<? super T, ? extends R>, ? extends R> one) {
        List<R> results = new ArrayList<>(sinks.size());
        for (Sink<? super T, ? extends R> sink : sinks) results.add(one.apply(sink));
        return Collections.unmodifiableList(results);
    }
}
