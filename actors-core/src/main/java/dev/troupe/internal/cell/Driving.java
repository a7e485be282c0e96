package dev.troupe.internal.cell;

import java.util.function.BooleanSupplier;

/// How a thread that waits for a task has the deque driven: by itself, if nobody else does.
@FunctionalInterface
public interface Driving {
    /// Returns when `done`, or when the time is over.
    ///
    /// @param nanos how long at most; the largest long for ever
    void until(BooleanSupplier done, long nanos);
}
