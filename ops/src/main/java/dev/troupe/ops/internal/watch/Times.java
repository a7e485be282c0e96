package dev.troupe.ops.internal.watch;

/// Times of sampled messages.
///
/// @param count how many were sampled
/// @param p50Nanos half of them took at most that long
/// @param p99Nanos 99 of 100 took at most that long
/// @param maxNanos how long the longest took
public record Times(long count, long p50Nanos, long p99Nanos, long maxNanos) {}
