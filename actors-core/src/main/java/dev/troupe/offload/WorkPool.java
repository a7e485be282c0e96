package dev.troupe.offload;

import java.time.Duration;

/// What threads and processes have in common as pools: a name, figures, listeners, an end. Any thread may call it.
///
/// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="stats"}
public sealed interface WorkPool extends AutoCloseable permits ThreadPool, ProcessPool {
    /// What its threads and its figures are called by.
    ///
    /// @return the name
    String name();

    /// The figures of this moment.
    ///
    /// @return the figures
    PoolStats stats();

    /// Has somebody told of each piece of work that has ended.
    ///
    /// @param listener who is told; what it throws is logged
    void listen(WorkListener listener);

    /// Has somebody not told any more.
    ///
    /// @param listener who was told
    void unlisten(WorkListener listener);

    /// Ends the pool: work that has not begun, and work that runs, fails with a
    /// [java.util.concurrent.RejectedExecutionException]; what runs is interrupted, child processes are ended. What is
    /// submitted later fails likewise. A pool that is closed may be closed again.
    ///
    /// @throws IllegalStateException if it is the pool of a system, which is closed with that
    @Override
    void close();

    /// Takes no more work, waits until what it has is done, and ends the pool. Blocks the calling thread.
    ///
    /// @param grace how long to wait at most; then as [#close()]
    /// @throws IllegalStateException as [#close()]
    /// @throws IllegalArgumentException if the time is negative
    void close(Duration grace);
}
