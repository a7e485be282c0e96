package dev.troupe;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How an actor's messages wait: how many at most, what happens when it is full, and which comes first. Immutable.
///
/// What counts against a bound is all that has been sent and not taken: on its way, passed over by selective receives, or
/// stashed. A body has taken a message when its receive returns it; a handler when it returns, so that the message it has in
/// hand counts until the end of that turn. Control signals, such as a stop, are never bounded and never dropped.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="mailbox"}
///
/// @param <M> the class of the messages
public final class Mailbox<M> {
    private static final Mailbox<?> UNBOUNDED = new Mailbox<>(Integer.MAX_VALUE, WhenFull.REFUSE, null);

    private final int capacity;
    private final WhenFull whenFull;
    private final @Nullable Comparator<? super M> order;

    private Mailbox(int capacity, WhenFull whenFull, @Nullable Comparator<? super M> order) {
        if (capacity <= 0) throw new IllegalArgumentException("mailbox capacity must be > 0: capacity=" + capacity);
        this.capacity = capacity;
        this.whenFull = Objects.requireNonNull(whenFull, "what a full mailbox does must not be null: whenFull=null");
        this.order = order;
    }

    /// What becomes of a message sent to a full mailbox.
    ///
    /// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="whenFull"}
    public enum WhenFull {
        /// A coroutine that sends waits for room, in the order in which the senders came. A handler, an outside thread and an
        /// actor that sends to itself get [SendResult#FULL].
        SUSPEND,
        /// The sender gets [SendResult#FULL].
        REFUSE,
        /// The message that came last becomes a dead letter, and the new one takes its place.
        DROP_NEWEST,
        /// The message that waits longest becomes a dead letter, and the new one is added.
        DROP_OLDEST
    }

    /// No bound, in the order sent: what an actor has if nothing else is said.
    ///
    /// @param <M> the class of the messages
    /// @return the mailbox
    @SuppressWarnings("unchecked") // without an order it takes anything
    public static <M> Mailbox<M> unbounded() {
        return (Mailbox<M>) UNBOUNDED;
    }

    /// At most `capacity` messages; coroutines that send to it when it is full wait for room.
    ///
    /// @param capacity how many, more than 0
    /// @param <M> the class of the messages
    /// @return the mailbox
    /// @throws IllegalArgumentException if the capacity is 0 or less
    public static <M> Mailbox<M> bounded(int capacity) {
        return bounded(capacity, WhenFull.SUSPEND);
    }

    /// At most `capacity` messages.
    ///
    /// @param capacity how many, more than 0
    /// @param whenFull what happens then
    /// @param <M> the class of the messages
    /// @return the mailbox
    /// @throws IllegalArgumentException if the capacity is 0 or less
    public static <M> Mailbox<M> bounded(int capacity, WhenFull whenFull) {
        return new Mailbox<>(capacity, whenFull, null);
    }

    /// No bound; the least message by an order is taken first, and among equals the one sent first. That holds for a busy
    /// body, too: when it receives, it gets the least of all that has come up since. A selective receive gets the least of
    /// those it wants.
    ///
    /// @param order the order, which must not change its mind about messages that wait; a message that it throws for
    ///        becomes a dead letter, and the failure is reported
    /// @param <M> the class of the messages
    /// @return the mailbox
    public static <M> Mailbox<M> priority(Comparator<? super M> order) {
        return new Mailbox<>(Integer.MAX_VALUE, WhenFull.REFUSE,
                Objects.requireNonNull(order, "order must not be null: order=null"));
    }

    /// How many messages may wait; the largest int if there is no bound.
    ///
    /// @return the capacity
    public int capacity() {
        return capacity;
    }

    /// What happens when it is full.
    ///
    /// @return the policy
    public WhenFull whenFull() {
        return whenFull;
    }

    /// The order of delivery; null for the order sent.
    ///
    /// @return the order
    public @Nullable Comparator<? super M> order() {
        return order;
    }
}
