package dev.troupe.internal.cell;

import java.time.Duration;
import java.util.Objects;

/// Durations that users give, as nanoseconds.
public final class Durations {
    /// No wait is longer: about seventy years, so that points in time can be compared by difference.
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private Durations() {}

    /// Checks a duration.
    ///
    /// @param what its name, for the error
    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if it is negative
    public static long nanos(String what, Duration time) {
        Objects.requireNonNull(time, what + " must not be null: " + what + "=null");
        if (time.isNegative()) throw new IllegalArgumentException(what + " must not be negative: " + what + "=" + time);
        return (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
    }
}
