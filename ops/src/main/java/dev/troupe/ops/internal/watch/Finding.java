package dev.troupe.ops.internal.watch;

import org.jspecify.annotations.Nullable;

/// A warning at one tick, which doesn't know since when.
///
/// @param alarm whether it is more than a warning
/// @param forNanos for how long it has been so at least, when it is found first
record Finding(String kind, boolean alarm, String text, @Nullable String actor, @Nullable String worker,
        long forNanos) {
    private record Subject(String kind, @Nullable String actor, @Nullable String worker) {}

    /// What makes it the same one at the next tick.
    Object subject() {
        return new Subject(kind, actor, worker);
    }

    Warning since(long millis) {
        return new Warning(kind, alarm ? "alarm" : "warn", text, actor, worker, millis);
    }
}
