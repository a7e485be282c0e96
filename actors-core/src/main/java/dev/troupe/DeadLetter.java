package dev.troupe;

/// A message that no actor will process.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="deadLetter"}
///
/// @param recipient the name it was sent to
/// @param message the message
/// @param reason why it was not processed
public record DeadLetter(String recipient, Object message, Reason reason) {
    /// Why a message was not processed.
    public enum Reason {
        /// No actor has that name.
        NO_SUCH_ACTOR,
        /// The actor has stopped or is stopping.
        STOPPED,
        /// The mailbox is full.
        FULL,
        /// The system is closed.
        CLOSED
    }
}
