package dev.troupe.internal.offload;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// On which terms a piece of work is submitted.
///
/// @param priority greater is sooner
/// @param limit how long it may run, if that is limited
public record Terms(int priority, @Nullable Duration limit) {
    /// No priority, no limit.
    public static final Terms NONE = new Terms(0, null);

    /// The same with another priority.
    public Terms priority(int priority) {
        return new Terms(priority, limit);
    }

    /// The same with another limit.
    public Terms limit(Duration limit, String pool) {
        Objects.requireNonNull(limit, "limit of work must not be null: limit=null");
        if (!limit.isPositive())
            throw new IllegalArgumentException("limit of work must be > 0: limit=" + limit + ", pool=" + pool);
        return new Terms(priority, limit);
    }
}
