package dev.troupe;

import java.time.Duration;

/// Where to send messages to one actor. Any thread may use it, for as long as it likes.
///
/// A reference is to one *incarnation*: when the actor has stopped and another got its name, messages sent here still
/// become dead letters. Two references are equal if they are to the same incarnation.
///
/// Not to be implemented by users: what the library hands out is the only kind it understands.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="ref"}
///
/// @param <M> the class of the actor's messages
public interface ActorRef<M> {
    /// Sends a message: puts it where the actor will find it, and returns. Never runs the actor.
    ///
    /// Messages from one sender to one receiver arrive in the order sent.
    ///
    /// @param message the message
    /// @return what became of it; anything but [SendResult#ACCEPTED] already is a dead letter
    /// @throws NullPointerException if the message is null
    /// @throws IllegalArgumentException if it is not an instance of [#type()], which a raw or cast reference allows
    SendResult tell(M message);

    /// Sends a message like [#tell], and waits for room if the mailbox is full and its policy is to suspend: a thread
    /// outside the actors blocks, in the order of those who wait, and drives a deque that nobody drives; a coroutine
    /// suspends; a handler doesn't wait. An interrupt ends the wait of a thread and stays set.
    ///
    /// @param message the message
    /// @param limit how long to wait at most, by the system's clock in a coroutine, in real time outside
    /// @return what became of it; [SendResult#FULL] if there was no room in time; anything but [SendResult#ACCEPTED]
    ///         already is a dead letter
    /// @throws NullPointerException if the message is null
    /// @throws IllegalArgumentException if it is not an instance of [#type()], or the limit is negative
    SendResult tell(M message, Duration limit);

    /// Sends a message like [#tell], but makes no dead letter of one that is not accepted.
    ///
    /// @param message the message
    /// @return what became of it
    /// @throws NullPointerException if the message is null
    /// @throws IllegalArgumentException if it is not an instance of [#type()]
    SendResult offer(M message);

    /// The actor's name; a child's is `parent/child`.
    ///
    /// @return the name
    String name();

    /// The class of the actor's messages.
    ///
    /// @return the class given when it was spawned
    Class<M> type();

    /// Tells apart the actors that have the same name one after the other.
    ///
    /// @return a number that no other actor of the same system has
    long incarnation();
}
