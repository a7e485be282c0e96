package dev.troupe.internal.oversight;

import java.time.Duration;
import java.util.ArrayDeque;

/// Restarts within a period that slides: so many are allowed in any stretch of that length. As in OTP, a restart exactly one
/// period ago still counts.
///
/// All times are on the system's monotonic clock: one that is set, as that of the day is, would keep restarts or forget them.
public final class RestartWindow {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private final int restarts;
    private final long periodNanos;
    private final ArrayDeque<Long> times = new ArrayDeque<>(1);

    /// @param restarts how many; the largest int for no limit
    public RestartWindow(int restarts, Duration period) {
        this.restarts = restarts;
        this.periodNanos = (period.compareTo(LONGEST) > 0 ? LONGEST : period).toNanos();
    }

    /// Counts a restart now, if one more is allowed.
    public boolean allow(long nowNanos) {
        if (restarts == Integer.MAX_VALUE) return true;
        while (!times.isEmpty() && nowNanos - times.getFirst() > periodNanos) times.removeFirst();
        if (times.size() >= restarts) return false;
        times.addLast(nowNanos);
        return true;
    }

    /// The number of a restart in a row, which a life as long as the period ends.
    ///
    /// @param last that of the one before
    /// @param livedNanos how long ago the life began that has ended
    public int next(int last, long livedNanos) {
        return livedNanos >= periodNanos ? 1 : last + 1;
    }
}
