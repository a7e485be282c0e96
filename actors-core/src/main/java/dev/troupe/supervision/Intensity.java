package dev.troupe.supervision;

import dev.troupe.BackOff;
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
    Window window() {
        return new Window(period, isLimited() ? restarts + 1 : Window.MOST);
    }

    /// The number of a child's restart in a row.
    ///
    /// @param last that of the one before
    /// @param livedNanos how long ago the child was started
    int next(int last, long livedNanos) {
        return Duration.ofNanos(livedNanos).compareTo(period) >= 0 ? 1 : last + 1;
    }

    private boolean isLimited() {
        return restarts < Integer.MAX_VALUE;
    }

    /// Counts a restart.
    ///
    /// @throws IntensityExceededException if it is one too many
    void count(Window window, long nowNanos, String supervisor, String child, @Nullable Throwable cause) {
        if (window.add(nowNanos) > restarts)
            throw new IntensityExceededException(supervisor, child, restarts, period, cause);
    }
}
