package dev.troupe.coroutine;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The end of a [Pipeline]: values are sent to it until it has a result.
///
/// A sink is a loop over what will be sent ([#of]), a generator that waits for each value, or a function of each value ([#fold],
/// [#forEach], [#collect]), which costs no coroutine. It ends in one of four ways, and takes nothing more then:
///
/// | what happens | the loop sees | [#result()] |
/// |---|---|---|
/// | it returns | | what it returned |
/// | [#finish()]: no more values come | the end of its input | what it returns then |
/// | [#fail]: the source failed, or a stage | the failure, raised where it waits | an exception, unless it catches the failure and returns |
/// | [#close()]: nobody wants the result | [Unwind.Closed], raised where it waits | null; a broadcast's is a list with null for each that was closed |
///
/// One thread at a time may use a sink. A value is not null.
///
/// {@snippet file="dev/troupe/FlowSnippetsTest.java" region="sink"}
///
/// @param <T> what is sent to it
/// @param <R> its result
public sealed interface Sink<T, R extends @Nullable Object> extends AutoCloseable
        permits Loop, Collecting, Piped, Broadcast {
    /// What is sent to a loop, as the loop sees it.
    ///
    /// {@snippet file="dev/troupe/FlowSnippetsTest.java" region="sink"}
    ///
    /// @param <T> what is sent
    interface Input<T> extends Iterable<T> {
        /// Waits for the next value.
        ///
        /// @return the value
        /// @throws java.util.NoSuchElementException if no more values come
        T next();
    }

    /// A loop over what is sent.
    ///
    /// {@snippet file="dev/troupe/FlowSnippetsTest.java" region="sink"}
    ///
    /// @param <T> what is sent to it
    /// @param <R> its result
    @FunctionalInterface
    interface Body<T, R extends @Nullable Object> {
        /// Runs the loop from its start to its end.
        ///
        /// @param in what is sent; `for (var value : in)` ends when no more values come
        /// @return the result of the sink
        /// @throws Exception raised where the value was sent; a checked one wrapped in [GeneratorException]
        R run(Input<T> in) throws Exception;
    }

    /// A sink that is a loop. It runs at once, up to where it waits for the first value; so whoever has made one drains it,
    /// finishes it or closes it. What the loop holds, it holds until then.
    ///
    /// @param body the loop
    /// @param <T> what is sent to it
    /// @param <R> its result
    /// @return the sink
    static <T, R extends @Nullable Object> Sink<T, R> of(Body<T, R> body) {
        return new Loop<>(Objects.requireNonNull(body, "sink body must not be null: body=null"));
    }

    /// A sink that does something with each value.
    ///
    /// @param action what it does
    /// @param <T> what is sent to it
    /// @return the sink; it has no result
    @SuppressWarnings("NullAway") // Void has no other value
    static <T> Sink<T, Void> forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action must not be null: action=null");
        return new Collecting<T, Void, Void>(null, (_, value) -> {
            action.accept(value);
            return null;
        }, _ -> null);
    }

    /// A sink that combines each value with what it has so far; that is its result when it is finished.
    ///
    /// @param start what it has at first
    /// @param combine gives what it has from now on
    /// @param <T> what is sent to it
    /// @param <R> its result
    /// @return the sink
    static <T, R extends @Nullable Object> Sink<T, R> fold(R start,
            BiFunction<? super R, ? super T, ? extends R> combine) {
        Objects.requireNonNull(combine, "combine must not be null: combine=null");
        return new Collecting<T, R, R>(start, combine, sum -> sum);
    }

    /// A sink that gives its values to a collector of the JDK's.
    ///
    /// @param collector makes the result
    /// @param <T> what is sent to it
    /// @param <R> its result
    /// @return the sink
    static <T, R extends @Nullable Object> Sink<T, R> collect(Collector<? super T, ?, ? extends R> collector) {
        return Collecting.of(collector);
    }

    /// A sink that sends each value to several, in their order. It ends when all have ended. If one of them fails, the
    /// others are failed, too.
    ///
    /// @param sinks the sinks
    /// @param <T> what is sent to them
    /// @param <R> their results
    /// @return the sink; its result is theirs, in their order
    @SafeVarargs
    @SuppressWarnings("varargs") // copied from, never written to
    static <T, R extends @Nullable Object> Sink<T, List<R>> broadcast(Sink<? super T, ? extends R>... sinks) {
        return new Broadcast<T, R>(List.<Sink<? super T, ? extends R>>of(sinks));
    }

    /// Sends a value. What a stage or the sink throws because of it comes out of here, and the sink has failed.
    ///
    /// @param value the value
    /// @return whether the sink takes more; false if it has ended with this value
    /// @throws IllegalStateException if it has ended before
    boolean send(T value);

    /// Sends the values of a source, as many as the sink takes; then there are no more. If the source fails, so does the
    /// sink.
    ///
    /// @param values the source; what comes behind the last value that the sink takes is not looked at
    /// @return the result
    default R drain(Iterable<? extends T> values) {
        return Ends.drain(values::iterator, this);
    }

    /// Sends the values of a stream likewise.
    ///
    /// @param values the source; whoever opened it closes it
    /// @return the result
    default R drain(Stream<? extends T> values) {
        return Ends.drain(values::iterator, this);
    }

    /// Says that no more values come. If the sink has ended already, this is [#result()].
    ///
    /// @return the result
    R finish();

    /// Raises a failure in each loop where it waits. Afterwards the sink has ended. Does nothing if it has ended before.
    ///
    /// @param failure what to raise; a checked exception arrives wrapped in [GeneratorException]
    void fail(Throwable failure);

    /// Unwinds each loop where it waits. Does nothing if the sink has ended.
    @Override
    void close();

    /// Whether the sink has ended and takes no more.
    ///
    /// @return whether it has
    boolean isDone();

    /// The result.
    ///
    /// @return the result; null if the sink was closed, and in a broadcast for each that was
    /// @throws IllegalStateException if it has not ended, or has failed (the failure is the cause)
    R result();
}
