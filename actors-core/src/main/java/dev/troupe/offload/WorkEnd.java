package dev.troupe.offload;

/// How a piece of work has ended.
///
/// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="stats"}
///
/// @param pool the pool's name
/// @param outcome what became of it
/// @param waitNanos how long it waited until it began, or until it was known that it never would, in nanoseconds
/// @param runNanos how long it ran, in nanoseconds; 0 if it never began
public record WorkEnd(String pool, Outcome outcome, long waitNanos, long runNanos) {
    /// What became of it.
    public enum Outcome {
        /// It has given a result.
        DONE,
        /// It has thrown.
        FAILED,
        /// It was cancelled, or its pool was closed.
        CANCELLED,
        /// It took too long.
        TIMED_OUT
    }
}
