package dev.troupe.offload;

import java.time.Duration;

/// Work has taken longer than its limit.
///
/// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="limit"}
public final class WorkTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// The limit.
    private final Duration limit;

    /// For work of a pool.
    ///
    /// @param pool the pool's name
    /// @param limit how long it was allowed to run
    public WorkTimeoutException(String pool, Duration limit) {
        super("work must end within its limit: limit=" + limit + ", pool=" + pool);
        this.limit = limit;
    }

    /// How long it was allowed to run.
    ///
    /// @return the limit
    public Duration limit() {
        return limit;
    }
}
