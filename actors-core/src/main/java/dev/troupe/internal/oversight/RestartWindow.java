package dev.troupe.internal.oversight;

import java.util.ArrayDeque;

/// Restarts within a period that slides: so many are allowed in any stretch of that length.
public final class RestartWindow {
    private final int restarts;
    private final long periodNanos;
    private final ArrayDeque<Long> times = new ArrayDeque<>(1);

    /// @param restarts how many; the largest int for no limit
    public RestartWindow(int restarts, long periodNanos) {
        this.restarts = restarts;
        this.periodNanos = periodNanos;
    }

    /// Counts a restart now, if one more is allowed.
    public boolean allow(long nowNanos) {
        if (restarts == Integer.MAX_VALUE) return true;
        while (!times.isEmpty() && nowNanos - times.getFirst() > periodNanos) times.removeFirst();
        if (times.size() >= restarts) return false;
        times.addLast(nowNanos);
        return true;
    }
}
