package dev.troupe.internal.cell;

import java.util.concurrent.CompletableFuture;

/// How a thread outside the actors that waits for a result has the deque driven: by itself, if nobody else does.
@FunctionalInterface
public interface Driving {
    /// Returns when the result is there, when the time is over, or when the system is closing.
    ///
    /// @param nanos how long at most; the largest long for ever
    /// @param interruptible whether it also returns, with the thread's interrupt status set, when the thread is
    ///        interrupted
    void until(CompletableFuture<?> result, long nanos, boolean interruptible);
}
