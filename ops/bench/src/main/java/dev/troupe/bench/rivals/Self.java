package dev.troupe.bench.rivals;

import java.util.function.Function;

/// What an actor can do while it takes a message. Each contender does it in its own idiom.
///
/// @param <R> how the contender refers to an actor
interface Self<R> {
    R ref();

    /// Sends; suspends or blocks where the receiver's mailbox has a bound and is full.
    void tell(R to, Object message);

    /// A child of this actor.
    R spawn(Part<R> part);

    /// Ends this actor when this message is done.
    void stop();

    /// Ends a child.
    void dismiss(R child);

    /// Has this actor told the message when the child has ended. Before it is dismissed.
    void watch(R child, Object message);

    /// Asks, with a limit where the contender has one; the answer is the next message this actor takes. Once for each message.
    void ask(R target, Function<R, Object> question);
}
