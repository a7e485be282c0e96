package dev.troupe.coroutine;

/// Where a generator stands.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="states"}
public enum GeneratorState {
    /// Not started: the first `next` runs it up to its first `yield`.
    CREATED,
    /// Running, or waiting for a generator that it has called.
    RUNNING,
    /// Waiting in a `yield` or `yieldFrom`.
    SUSPENDED,
    /// Returned, failed or closed.
    CLOSED
}
