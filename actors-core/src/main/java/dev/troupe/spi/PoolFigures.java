package dev.troupe.spi;

import org.jspecify.annotations.Nullable;

/// A pool for offloaded work at a moment. Counts are since it was made.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="pools"}
///
/// @param pool its name
/// @param kind `threads` or `processes`
/// @param threads how many pieces of work may run at once
/// @param active how many run
/// @param queued how many it has taken that don't run yet
/// @param line how many stand in line for room in the queue
/// @param done how many have given a result
/// @param failed how many have thrown
/// @param cancelled how many were cancelled, or ended with the pool
/// @param timedOut how many took too long
/// @param processes its child processes; null if it has none
public record PoolFigures(String pool, String kind, int threads, int active, int queued, int line, long done,
        long failed, long cancelled, long timedOut, @Nullable Processes processes) {
    /// The child processes of a pool at a moment. Counts are since it was made.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="pools"}
    ///
    /// @param live how many there are
    /// @param idle how many of them have nothing to do
    /// @param started how many were started
    /// @param lost how many ended unasked, or did not start
    /// @param recycled how many were replaced because they had done enough, or held too much memory
    public record Processes(int live, int idle, long started, long lost, long recycled) {}
}
