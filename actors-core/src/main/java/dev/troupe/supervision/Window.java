package dev.troupe.supervision;

import java.time.Duration;
import java.util.ArrayDeque;

/// Counts what has happened within a period that slides with time.
final class Window {
    /// More than that are not told apart, so that the window of a supervisor without a limit stays small.
    static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final long periodNanos;
    private final int most;
    private final ArrayDeque<Long> times = new ArrayDeque<>(4);

    /// A window that counts up to a number.
    Window(Duration period, int most) {
        this.periodNanos = period.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : period.toNanos();
        this.most = most;
    }

    /// One more.
    ///
    /// @param nowNanos on the system's monotonic clock: one that is set, as that of the day is, would keep restarts or forget
    ///        them
    /// @return how many within the period, this one included
    int add(long nowNanos) {
        for (Long first = times.peek(); first != null && isOver(first, nowNanos); first = times.peek()) times.poll();
        if (times.size() == most) times.poll();
        times.add(nowNanos);
        return times.size();
    }

    /// As in OTP, what happened exactly one period ago still counts.
    private boolean isOver(long thenNanos, long nowNanos) {
        return nowNanos - thenNanos > periodNanos;
    }
}
