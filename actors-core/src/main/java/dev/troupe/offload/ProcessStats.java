package dev.troupe.offload;

/// What the children of a pool do at a moment. The sums are since it was made.
///
/// {@snippet file="dev/troupe/offload/ProcessSnippetsTest.java" region="stats"}
///
/// @param live how many there are
/// @param idle how many of them have nothing to do
/// @param started how many were started
/// @param lost how many ended unasked, or did not start
/// @param recycled how many were replaced because they had done enough, or held too much memory
public record ProcessStats(int live, int idle, long started, long lost, long recycled) {}
