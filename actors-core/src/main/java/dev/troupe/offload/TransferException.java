package dev.troupe.offload;

import org.jspecify.annotations.Nullable;

/// A task, or its result, could not cross between two JVMs: it is not serialisable, of a class that is not allowed or not
/// there, too large, or nested too deep. The message says which and what to do. The child is sound and takes the next
/// task; if it was the result, the task has run.
///
/// So it is if the application's memory runs out over a task or its result; then that child is killed, and the cause is the
/// `OutOfMemoryError`.
///
/// Immutable; any thread may share it.
///
/// {@snippet file="dev/troupe/offload/ProcessSnippetsTest.java" region="transferException"}
public final class TransferException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param message what could not cross, why, and what to do
    /// @param cause what serialisation failed with, if it was on this side
    public TransferException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
