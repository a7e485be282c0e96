package dev.troupe.coroutine;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// Stages that values are sent through, written in the order in which the values pass them; a [Sink] at the end makes it run.
///
/// A stream pulls its values out of a source; here somebody has values, now and then, and sends them: an actor's messages, the
/// lines of a log while it grows. The stages run in the sender, one after the other, and cost no coroutine. What a stage throws
/// ends the sink with that failure and comes out at the sender; a sink that has its result ends the whole.
///
/// A pipeline has no state: any thread may use it, several sinks may share it.
///
/// {@snippet file="dev/troupe/FlowSnippetsTest.java" region="pipeline"}
///
/// @param <I> what is sent into it
/// @param <O> what comes out at its end
public final class Pipeline<I, O> {
    /// Puts the stages before what comes behind them.
    private final Function<Consumer<? super O>, Consumer<? super I>> stages;

    private Pipeline(Function<Consumer<? super O>, Consumer<? super I>> stages) {
        this.stages = stages;
    }

    /// A pipeline without stages.
    ///
    /// @param <T> what is sent into it
    /// @return the pipeline
    public static <T> Pipeline<T, T> start() {
        return new Pipeline<>(next -> next);
    }

    /// Passes on what fits only.
    ///
    /// @param wanted accepts what fits
    /// @return the pipeline with this stage behind it
    public Pipeline<I, O> filter(Predicate<? super O> wanted) {
        Objects.requireNonNull(wanted, "predicate must not be null: predicate=null");
        return new Pipeline<>(next -> stages.apply(value -> {
            if (wanted.test(value)) next.accept(value);
        }));
    }

    /// Passes on what a function makes of each value.
    ///
    /// @param function the function
    /// @param <P> what it makes
    /// @return the pipeline with this stage behind it
    public <P> Pipeline<I, P> map(Function<? super O, ? extends P> function) {
        Objects.requireNonNull(function, "function must not be null: function=null");
        return new Pipeline<>(next -> stages.apply(value -> next.accept(function.apply(value))));
    }

    /// Ends the pipeline in a sink. Several may end in the same one; when it has ended, all have.
    ///
    /// @param sink takes what comes out
    /// @param <R> its result
    /// @return the sink with these stages before it
    public <R extends @Nullable Object> Sink<I, R> to(Sink<? super O, R> sink) {
        Objects.requireNonNull(sink, "sink must not be null: sink=null");
        return new Piped<>(stages.apply(sink::send), sink);
    }

    /// Ends the pipeline in a loop, as [Sink#of] does.
    ///
    /// @param body the loop
    /// @param <R> its result
    /// @return the sink
    public <R extends @Nullable Object> Sink<I, R> into(Sink.Body<O, R> body) {
        return to(Sink.of(body));
    }

    /// Does something with each value, as [Sink#forEach] does.
    ///
    /// @param action what it does
    /// @return the sink; it has no result
    public Sink<I, Void> forEach(Consumer<? super O> action) {
        return to(Sink.forEach(action));
    }

    /// Combines the values, as [Sink#fold] does.
    ///
    /// @param start what it has at first
    /// @param combine gives what it has from now on
    /// @param <R> the result
    /// @return the sink
    public <R extends @Nullable Object> Sink<I, R> fold(R start,
            BiFunction<? super R, ? super O, ? extends R> combine) {
        return to(Sink.fold(start, combine));
    }

    /// Collects the values, as [Sink#collect] does.
    ///
    /// @param collector makes the result
    /// @param <R> the result
    /// @return the sink
    public <R extends @Nullable Object> Sink<I, R> collect(Collector<? super O, ?, ? extends R> collector) {
        return to(Sink.collect(collector));
    }
}
