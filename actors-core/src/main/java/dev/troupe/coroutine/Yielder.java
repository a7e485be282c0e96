package dev.troupe.coroutine;

import org.jspecify.annotations.Nullable;

/// A generator as its own body sees it. Belongs to that body: used from elsewhere it throws `IllegalStateException`.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="yielder"}
///
/// @param <Y> what the generator yields
/// @param <S> what is sent to it
public interface Yielder<Y extends @Nullable Object, S extends @Nullable Object> {
    /// Gives a value to the caller and suspends until the caller wants the next one.
    ///
    /// @param value the value
    /// @return what the caller sent; null if it called `next`
    /// @throws IllegalStateException if the generator is being closed, or its stack can't be left here (a class initialiser
    ///         or a native frame stands on it)
    S yield(Y value);

    /// Waits to be sent a value and yields none: for generators that only take values in. Who steps it is given null.
    ///
    /// @return what the caller sent; null if it called `next`
    /// @throws IllegalStateException as [#yield]
    @SuppressWarnings("NullAway") // nothing is no value of Y
    default S receive() {
        return this.yield(null);
    }

    /// Yields all that another generator yields: what is sent or raised goes to that one, until it ends. Each step goes
    /// straight to the innermost generator, however deep the delegation.
    ///
    /// @param generator the generator to delegate to; it belongs to this one until it ends
    /// @param <T> what that generator returns
    /// @return what that generator returned; null if it had ended before
    /// @throws IllegalStateException as [#yield], or if that generator is executing
    <T extends @Nullable Object> T yieldFrom(Generator<? extends Y, ? super S, T> generator);

    /// Yields each value of a sequence; what is sent is ignored.
    ///
    /// @param values the values
    /// @throws IllegalStateException as [#yield]
    default void yieldFrom(Iterable<? extends Y> values) {
        for (Y value : values) this.yield(value);
    }
}
