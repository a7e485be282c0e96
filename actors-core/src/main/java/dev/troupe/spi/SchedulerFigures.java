package dev.troupe.spi;

/// A scheduler at a moment. Counts are since it was made; from two polls, `turns` by `rounds` is how many turns an actor has at
/// a time.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="workers"}
///
/// @param scheduler its name: `deque`, `parallel-4`, `pinned`, `blocking`
/// @param workers how many threads it has: on the deque one, or none if nobody drives
/// @param busy how many of them have something to do
/// @param ready how many actors have something waiting and no thread yet; on the deque, how many entries wait
/// @param turns how many turns were taken, as far as they are known; `-1` where threads belong to one actor each
/// @param rounds how often an actor was given a thread; on the deque the same as turns
/// @param steals how many actors a worker has taken from another
/// @param parks how often a worker has found nothing to do and slept
/// @param delayNanos how long the last pilot took to get its turn, in nanoseconds: an entry of nobody's that each poll sends on
///        its way; that of one still on its way if that is more; `-1` if there was none, or nobody drives
public record SchedulerFigures(String scheduler, int workers, int busy, int ready, long turns, long rounds, long steals,
        long parks, long delayNanos) {}
