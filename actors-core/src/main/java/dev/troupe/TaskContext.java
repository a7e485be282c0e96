package dev.troupe;

import java.time.Duration;

/// What any coroutine can do: wait without holding a thread, and send.
///
/// Every method belongs to the body it was given to; used from another thread or another actor it throws
/// `IllegalStateException`, and the failure listeners hear of it.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="task"}
public interface TaskContext {
    /// Suspends this body for a time. Messages that arrive meanwhile stay in the mailbox, in order.
    ///
    /// @param time how long; zero goes to the end of the deque, as [#yield()] does
    /// @throws IllegalArgumentException if the time is negative
    void sleep(Duration time);

    /// Lets everybody else who is ready have a turn first.
    void yield();

    /// Sends a message by name.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it; anything but [SendResult#ACCEPTED] already is a dead letter
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    SendResult tell(String name, Object message);

    /// Sends a message by name like [#tell], but makes no dead letter of one that is not accepted.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    SendResult offer(String name, Object message);

    /// The system this coroutine runs in.
    ///
    /// @return the system
    ActorSystem system();
}
