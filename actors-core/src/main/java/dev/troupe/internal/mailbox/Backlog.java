package dev.troupe.internal.mailbox;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Messages that were delivered and not taken yet; any of them can be taken. Which comes first, each kind says: the oldest
/// ([ArrivalBacklog]), or the least by an order ([OrderedBacklog]).
///
/// Not thread-safe: it belongs to the holder of its actor's lane.
public sealed interface Backlog permits ArrivalBacklog, OrderedBacklog {
    /// How many messages are here.
    int size();

    /// Whether no message is here.
    boolean isEmpty();

    /// Adds a message that was delivered now. What an order throws passes through, and nothing has changed.
    void add(Object message);

    /// Takes the first message, or null if there is none.
    @Nullable Object take();

    /// Takes the first message that is an instance of `type`, or null if there is none.
    @Nullable Object take(Class<?> type);

    /// Takes the first message that `wanted` accepts, or null if there is none. What `wanted` throws passes through, and no
    /// message is lost. It may block, and messages come meanwhile.
    <M> @Nullable Object take(Predicate<? super M> wanted);

    /// Takes the message added first whose slot fits, or the one added last, or null if there is none.
    @Nullable Object takeEnd(boolean oldest, Predicate<Object> fits);

    /// Takes out that very message, if it is here.
    void remove(Object slot);

    /// Puts these messages behind others: those go first, in the order of arrival, whatever comes later.
    ///
    /// @return what holds all of them, to be used instead of both
    Backlog behind(Backlog first);

    /// Takes all messages, the first first.
    default void drain(Consumer<Object> taker) {
        for (Object message = take(); message != null; message = take()) taker.accept(message);
    }
}
