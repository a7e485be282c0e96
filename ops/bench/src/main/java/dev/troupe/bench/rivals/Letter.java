package dev.troupe.bench.rivals;

/// A message that says who sent it, and one number.
///
/// @param <R> how the contender refers to an actor
record Letter<R>(R from, int value) {
    /// To start a part with.
    static final String START = "start";
    /// An answer, or a message with nothing in it. One object: allocating it decides nothing.
    static final Integer BALL = 1;

    @SuppressWarnings("unchecked") // within a round all letters are of one contender
    static <R> Letter<R> of(Object message) {
        return (Letter<R>) message;
    }
}
