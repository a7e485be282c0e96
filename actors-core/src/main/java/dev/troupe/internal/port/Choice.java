package dev.troupe.internal.port;

/// Chooses which of the entries that are ready runs next. Without one, the oldest does.
@FunctionalInterface
public interface Choice {
    /// The index, from 0 (the oldest) to `ready - 1`, of the entry to run. Called by the holder of the scheduler's token.
    int next(int ready);
}
