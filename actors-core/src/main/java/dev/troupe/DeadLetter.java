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
        /// The answer to an ask whose asker doesn't wait any more.
        LATE_REPLY,
        /// The result of offloaded work, for a body that doesn't wait for it any more.
        LATE_RESULT,
        /// The mailbox's order can't place the message.
        UNDELIVERABLE,
        /// It has made its actor crash too often in a row.
        QUARANTINED,
        /// The mailbox is full, or it was dropped to make room.
        FULL,
        /// The system is closed.
        CLOSED
    }
}
