package dev.troupe;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// What an actor's body can do: all that a handler can, all that a coroutine can, and receive.
///
/// A receive takes the oldest message that it wants; what it passes over stays in the mailbox, in order. It suspends the
/// body until there is one. When the actor is being stopped, a receive raises
/// [dev.troupe.coroutine.Unwind.Stopped]: each time, so that a loop that catches `Exception` ends as well.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="receive"}
///
/// @param <M> the class of the actor's messages
public interface ActorContext<M> extends HandlerContext<M>, TaskContext {
    /// Takes the next message.
    ///
    /// @return the message
    M receive();

    /// Takes the next message, or gives up after a time.
    ///
    /// @param limit how long to wait; with zero only what has been delivered is looked at, and the body doesn't suspend
    /// @return the message, or empty when the time is over
    /// @throws IllegalArgumentException if the limit is negative
    Optional<M> receive(Duration limit);

    /// Takes the next message of a class.
    ///
    /// @param type the class wanted
    /// @param <T> the class wanted
    /// @return the message
    <T extends M> T receive(Class<T> type);

    /// Takes the next message of a class, or gives up after a time.
    ///
    /// @param type the class wanted
    /// @param limit how long to wait; zero as in [#receive(Duration)]
    /// @param <T> the class wanted
    /// @return the message, or empty when the time is over
    /// @throws IllegalArgumentException if the limit is negative
    <T extends M> Optional<T> receive(Class<T> type, Duration limit);

    /// Takes the next message that a predicate accepts. The predicate is asked of each message that is kept, at each such
    /// receive, and of each that comes while the body waits; it must not wait. What it throws is raised here, and the message
    /// stays. Where many messages are passed over, receive by class: that doesn't look at them again.
    ///
    /// @param wanted accepts the message wanted
    /// @return the message
    M receive(Predicate<? super M> wanted);
}
