package dev.troupe.coroutine;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A sink that is a generator: it yields to wait for a value. What it is sent is a value, or null when no more come.
///
/// Where it stands is the generator's state alone, so a call that the generator refuses ("already executing") changes
/// nothing here.
final class Loop<T, R extends @Nullable Object> implements Sink<T, R> {
    private final Generator<@Nullable Void, @Nullable T, R> generator;
    /// What it was failed with and caught, and yet it waited for more: the generator alone would look closed.
    private @Nullable Throwable survived;

    Loop(Body<T, R> body) {
        generator = Generator.<@Nullable Void, @Nullable T, R>of(
                (Yielder<@Nullable Void, @Nullable T> g) -> body.run(new Waiting<>(g)));
        step(null);
    }

    @Override
    public boolean send(T value) {
        Ends.checkTakes(this, value);
        step(value);
        return !isDone();
    }

    @Override
    public R finish() {
        if (!isDone()) step(null);
        return result();
    }

    private void step(@Nullable T value) {
        try {
            generator.send(value);
        } catch (StopIteration end) {
            // it has its result
        }
    }

    @Override
    public void fail(Throwable failure) {
        if (isDone()) return;
        Throwable raised = GeneratorCore.unchecked(failure);
        try {
            generator.raise(raised);
            survived = raised;
            generator.close(); // it waits for what won't come
        } catch (StopIteration end) {
            // it has caught the failure and has its result
        } catch (Throwable t) {
            if (t != raised) throw t;
        }
    }

    @Override
    public void close() {
        generator.close();
    }

    @Override
    public boolean isDone() {
        return generator.state() == GeneratorState.CLOSED;
    }

    @Override
    public R result() {
        R result = generator.result();
        if (survived != null) throw new IllegalStateException("a sink that failed has no result", survived);
        return result;
    }

    private static final class Waiting<T> implements Input<T> {
        private final Yielder<@Nullable Void, @Nullable T> g;
        private @Nullable T value;
        private boolean ended;

        Waiting(Yielder<@Nullable Void, @Nullable T> g) {
            this.g = g;
        }

        /// @return the next value, which stays; null if no more come
        private @Nullable T peek() {
            if (value == null && !ended) {
                value = g.receive();
                ended = value == null;
            }
            return value;
        }

        @Override
        public T next() {
            T next = peek();
            if (next == null) throw new NoSuchElementException("no more values come to the sink");
            value = null;
            return next;
        }

        @Override
        public Iterator<T> iterator() {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return peek() != null;
                }

                @Override
                public T next() {
                    return Waiting.this.next();
                }
            };
        }
    }
}
