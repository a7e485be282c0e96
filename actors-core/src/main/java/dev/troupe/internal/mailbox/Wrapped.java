package dev.troupe.internal.mailbox;

/// A message with something of the library's about it. What selects messages looks at the message inside.
public interface Wrapped {
    /// The message inside.
    Object message();

    /// The message itself, of a slot that may hold it bare or wrapped.
    static Object unwrap(Object slot) {
        return slot instanceof Wrapped wrapped ? wrapped.message() : slot;
    }
}
