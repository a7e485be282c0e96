package dev.troupe.bench.rivals;

/// What an actor does with a message, whoever runs it: the same code for all contenders. One message at a time, and each
/// sees what the one before left.
///
/// @param <R> how the contender refers to an actor
interface Part<R> {
    /// Takes a message.
    void take(Self<R> self, Object message) throws Exception;
}
