package dev.troupe.coroutine;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// A sink that is a function of each value and of what it has so far.
final class Collecting<T, A extends @Nullable Object, R extends @Nullable Object> implements Sink<T, R> {
    private final BiFunction<? super A, ? super T, ? extends A> combine;
    private final Function<? super A, ? extends R> finish;
    private A sum;
    private boolean done;
    private @Nullable R result;
    private @Nullable Throwable failure;

    Collecting(A start, BiFunction<? super A, ? super T, ? extends A> combine,
            Function<? super A, ? extends R> finish) {
        this.sum = start;
        this.combine = combine;
        this.finish = finish;
    }

    static <T, A, R extends @Nullable Object> Collecting<T, A, R> of(Collector<? super T, A, ? extends R> collector) {
        Objects.requireNonNull(collector, "collector must not be null: collector=null");
        var accumulate = collector.accumulator();
        return new Collecting<>(collector.supplier().get(), (sum, value) -> {
            accumulate.accept(sum, value);
            return sum;
        }, collector.finisher());
    }

    @Override
    public boolean send(T value) {
        Ends.checkTakes(this, value);
        try {
            sum = combine.apply(sum, value);
        } catch (Throwable t) {
            fail(t);
            throw t;
        }
        return !done;
    }

    @Override
    public R finish() {
        if (!done) {
            try {
                result = finish.apply(sum);
            } catch (Throwable t) {
                fail(t);
                throw t;
            }
            end();
        }
        return result();
    }

    @Override
    public void fail(Throwable failure) {
        if (done) return;
        this.failure = failure;
        end();
    }

    @Override
    public void close() {
        end();
    }

    @SuppressWarnings("NullAway") // nobody looks at it any more
    private void end() {
        done = true;
        sum = null;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    @SuppressWarnings("NullAway") // null only if it was closed, or made so
    public R result() {
        if (!done) throw new IllegalStateException("a sink has a result when it has ended: state=OPEN");
        if (failure != null) throw new IllegalStateException("a sink that failed has no result", failure);
        return result;
    }
}
