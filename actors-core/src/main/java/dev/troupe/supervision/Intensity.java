package dev.troupe.supervision;

import dev.troupe.BackOff;
import dev.troupe.internal.oversight.RestartWindow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many restarts a supervisor allows within a period, and how long it waits before each.
///
/// @param restarts how many
/// @param period how long a restart counts
/// @param backOff the pause
record Intensity(int restarts, Duration period, BackOff backOff) {
    /// OTP's: one within five seconds, and no pause.
    static final Intensity DEFAULT = new Intensity(1, Duration.ofSeconds(5), BackOff.none());

    Intensity {
        if (restarts < 0) throw new IllegalArgumentException("restarts must not be negative: restarts=" + restarts);
        Objects.requireNonNull(period, "period of restarts must not be null: period=null");
        if (!period.isPositive())
            throw new IllegalArgumentException("period of restarts must be > 0: period=" + period);
        Objects.requireNonNull(backOff, "back-off must not be null: backOff=null");
    }

    Intensity of(int restarts, Duration period) {
        return new Intensity(restarts, period, backOff);
    }

    Intensity with(BackOff backOff) {
        return new Intensity(restarts, period, backOff);
    }

    /// An empty window of all restarts of a supervisor.
    RestartWindow window() {
        return new RestartWindow(restarts, period);
    }

    /// Counts a restart.
    ///
    /// @throws IntensityExceededException if it is one too many
    void count(RestartWindow window, long nowNanos, String supervisor, String child, @Nullable Throwable cause) {
        if (!window.allow(nowNanos))
            throw new IntensityExceededException(supervisor, child, restarts, period, cause);
    }
}
