package dev.troupe.internal.scheduler;

import org.jspecify.annotations.Nullable;

/// The deque at a moment.
///
/// @param thread who holds it; null if nobody drives
/// @param turns how many were taken
/// @param parks how often the driver has slept
/// @param entries how many wait
/// @param busyNanos for how long the driver has not slept
/// @param upNanos for how long it was driven
/// @param turn whose it is, or was last; null if nobody drives
/// @param asleep whether the driver sleeps
/// @param timers how many are set
public record DequeFacts(@Nullable Thread thread, long turns, long parks, int entries, long busyNanos, long upNanos,
        @Nullable Turn<?> turn, boolean asleep, int timers) {}
