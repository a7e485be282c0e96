package dev.troupe.internal.worker;

import dev.troupe.internal.scheduler.Turn;
import org.jspecify.annotations.Nullable;

/// A worker at a moment, as [dev.troupe.spi.WorkerFigures] says.
///
/// @param turn whose it is
/// @param asleep whether it sleeps, or has no thread yet
public record WorkerFacts(String thread, long turns, long rounds, long steals, long parks, int ready, long busyNanos,
        long upNanos, @Nullable Turn<?> turn, boolean asleep, boolean blocked) {}
