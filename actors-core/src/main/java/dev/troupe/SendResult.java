package dev.troupe;

/// What became of a message that was sent.
///
/// Anything but [#ACCEPTED] is already a dead letter when `tell` returns it, so the result may be ignored. `offer` returns
/// the same and makes no dead letter, for those who try again.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="sendResult"}
public enum SendResult {
    /// The message will be processed, or become a dead letter if its actor stops first.
    ACCEPTED,
    /// The mailbox has a bound and is full.
    FULL,
    /// The actor has stopped, is stopping, or never was.
    STOPPED,
    /// The system is closed.
    CLOSED
}
