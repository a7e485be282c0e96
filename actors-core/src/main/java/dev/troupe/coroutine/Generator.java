package dev.troupe.coroutine;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A function that yields values on its way, takes values in, and returns one at the end.
///
/// The type parameters stand in the order of Python's typing: what it yields, what is sent to it, what it returns. One
/// thread at a time may use a generator; a second one, or the generator itself, is refused with "already executing". Any
/// kind of thread will do, an actor's body and another generator too. Inside an actor's body a generator may use the
/// actor's context, wait and receive: that suspends the body with all the generators it is in.
///
/// What Python has and how it is called here:
///
/// | Python | here |
/// |---|---|
/// | `next(g)`, `g.send(v)` | [#next()], [#send] |
/// | `x = yield` | [Yielder#receive] |
/// | `g.throw(e)` | [#raise] (`throw` is a keyword); a checked exception arrives wrapped in [GeneratorException] |
/// | `g.close()` | [#close()]; stricter: a body that yields while being closed gets an `IllegalStateException` at that yield |
/// | `GeneratorExit` | [Unwind.Closed] |
/// | `StopIteration.value` | [StopIteration#value()]; also [#result()], any time after the end |
/// | `inspect.getgeneratorstate` | [#state()] |
/// | `yield from` | [Yielder#yieldFrom]; a generator delegated to belongs to its delegator until it ends |
/// | `for x in g` | `for (var x : g)`; leaving the loop early closes nothing, here as there |
/// | garbage | a generator that was started and is not reachable any more is closed, on a thread of the library's |
///
/// A body that waits for a lock, or is otherwise needed to make the program go on, should not rely on being closed as
/// garbage: that happens when the collector notices.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="generator"}
///
/// @param <Y> what it yields
/// @param <S> what is sent to it
/// @param <R> what it returns
public final class Generator<Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object>
        implements Iterable<Y>, AutoCloseable {
    private final GeneratorCore<Y, S, R> core;
    private Cleaner.@Nullable Cleanable cleanable;

    private Generator(Body<Y, S, R> body) {
        this.core = new GeneratorCore<>(Objects.requireNonNull(body, "generator body must not be null: body=null"));
    }

    /// The body of a generator that returns a value.
    ///
    /// {@snippet file="dev/troupe/SnippetsTest.java" region="generator"}
    ///
    /// @param <Y> what it yields
    /// @param <S> what is sent to it
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Body<Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object> {
        /// Runs the generator from its start to its end.
        ///
        /// @param g yields
        /// @return what the generator returns
        /// @throws Exception raised where the generator was stepped; a checked one wrapped in [GeneratorException]
        R run(Yielder<Y, S> g) throws Exception;
    }

    /// The body of a generator that only yields.
    ///
    /// {@snippet file="dev/troupe/SnippetsTest.java" region="sequence"}
    ///
    /// @param <Y> what it yields
    /// @param <S> what is sent to it
    @FunctionalInterface
    public interface Sequence<Y extends @Nullable Object, S extends @Nullable Object> {
        /// Runs the generator from its start to its end.
        ///
        /// @param g yields
        /// @throws Exception raised where the generator was stepped; a checked one wrapped in [GeneratorException]
        void run(Yielder<Y, S> g) throws Exception;
    }

    /// A generator that returns a value. Its body starts at the first [#next()].
    ///
    /// @param body the body
    /// @param <Y> what it yields
    /// @param <S> what is sent to it
    /// @param <R> what it returns
    /// @return the generator, created
    public static <Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object> Generator<Y, S, R> of(
            Body<Y, S, R> body) {
        return new Generator<>(body);
    }

    /// A generator that only yields. Its body starts at the first [#next()].
    ///
    /// @param body the body
    /// @param <Y> what it yields
    /// @param <S> what is sent to it
    /// @return the generator, created
    @SuppressWarnings("NullAway") // Void has no other value
    public static <Y extends @Nullable Object, S extends @Nullable Object> Generator<Y, S, Void> sequence(
            Sequence<Y, S> body) {
        Objects.requireNonNull(body, "generator body must not be null: body=null");
        return new Generator<>(g -> {
            body.run(g);
            return null;
        });
    }

    /// Runs the body up to its next `yield`.
    ///
    /// @return the value yielded
    /// @throws StopIteration if the body returns instead, or has ended before
    /// @throws IllegalStateException if it is already executing
    public Y next() {
        return step(null, null);
    }

    /// Runs the body up to its next `yield`; the `yield` it waits in returns `value`.
    ///
    /// @param value the value to send; only null can be sent to a generator that has not started
    /// @return the value yielded
    /// @throws StopIteration if the body returns instead, or has ended before
    /// @throws IllegalStateException if it is already executing, or has not started and the value is not null
    public Y send(S value) {
        if (value != null && core.state() == GeneratorState.CREATED)
            throw new IllegalStateException(
                    "a value can only be sent to a generator that has started (call next() first): value=" + value);
        return step(value, null);
    }

    /// Raises an exception in the body at the `yield` it waits in, and runs it up to its next `yield`.
    ///
    /// @param failure what to raise; a checked exception arrives wrapped in [GeneratorException]
    /// @return the value yielded, if the body caught the exception and went on
    /// @throws StopIteration if the body returns instead
    /// @throws IllegalStateException if it is already executing
    public Y raise(Throwable failure) {
        Objects.requireNonNull(failure, "what is raised must not be null: failure=null");
        return step(null, GeneratorCore.unchecked(failure));
    }

    /// Runs the body up to its first `yield`, whose value is dropped, so that a value can be sent.
    ///
    /// @return this generator
    /// @throws StopIteration if the body returns without yielding
    /// @throws IllegalStateException if it has started already
    public Generator<Y, S, R> prime() {
        GeneratorState state = state();
        if (state != GeneratorState.CREATED)
            throw new IllegalStateException("only a generator that has not started can be primed: state=" + state);
        next();
        return this;
    }

    /// Ends the body: raises [Unwind.Closed] at the `yield` it waits in, so that its `finally` blocks run. One that has
    /// not started never will; one that has ended is left alone.
    ///
    /// @throws IllegalStateException if it is already executing, or the body yields while it is being closed
    @Override
    public void close() {
        try {
            core.close();
            release();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Where the generator stands. Any thread may ask.
    ///
    /// @return the state
    public GeneratorState state() {
        return core.state();
    }

    /// What the body returned.
    ///
    /// @return the value; null if the generator was closed
    /// @throws IllegalStateException if it has not ended, or has failed (the failure is the cause)
    public R result() {
        return core.result();
    }

    /// The values still to come, by [#next()]. Ends when the body returns; the result is [#result()] then. All iterators of
    /// a generator share its values.
    @Override
    public Iterator<Y> iterator() {
        return new Values();
    }

    /// The values still to come, lazily. Closing the stream closes the generator; ending it early doesn't.
    ///
    /// @return a sequential, ordered stream
    public Stream<Y> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    @Override
    public String toString() {
        return "Generator[" + state() + "]";
    }

    /// For `yieldFrom` of this package: what stands behind this handle. The caller keeps the handle reachable.
    GeneratorCore<Y, S, R> core() {
        return core;
    }

    private Y step(@Nullable S value, @Nullable Throwable raised) {
        try {
            if (advance(value, raised)) return core.yielded();
            throw new StopIteration(core.takeResult());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private boolean advance(@Nullable S value, @Nullable Throwable raised) {
        boolean starts = core.state() == GeneratorState.CREATED;
        boolean yielded = false;
        try {
            yielded = core.advance(value, raised);
        } finally {
            if (!yielded) release();
            else if (starts) cleanable = Abandoned.register(this, core);
        }
        return yielded;
    }

    private void release() {
        if (cleanable == null || state() != GeneratorState.CLOSED) return;
        cleanable.clean();
        cleanable = null;
    }

    private final class Values implements Iterator<Y> {
        private boolean fetched;
        private boolean ended;
        private @Nullable Y value;

        @Override
        public boolean hasNext() {
            if (fetched) return true;
            if (ended) return false;
            if (advance(null, null)) {
                value = core.yielded();
                fetched = true;
                return true;
            }
            ended = true;
            return false;
        }

        @Override
        @SuppressWarnings("NullAway") // null only if the generator yielded it
        public Y next() {
            if (!hasNext()) throw new NoSuchElementException("the generator has ended");
            Y next = value;
            value = null;
            fetched = false;
            return next;
        }
    }
}
