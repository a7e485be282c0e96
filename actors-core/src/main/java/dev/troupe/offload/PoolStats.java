package dev.troupe.offload;

/// A pool's figures at a moment. The sums are since it was made.
///
/// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="stats"}
///
/// @param pool its name
/// @param threads how many pieces of work may run at once
/// @param active how many run
/// @param queued how many the pool has taken that don't run yet
/// @param line how many stand in line for room in the queue
/// @param done how many have given a result
/// @param failed how many have thrown
/// @param cancelled how many were cancelled, or ended with the pool
/// @param timedOut how many took too long
public record PoolStats(String pool, int threads, int active, int queued, int line, long done, long failed,
        long cancelled, long timedOut) {}
