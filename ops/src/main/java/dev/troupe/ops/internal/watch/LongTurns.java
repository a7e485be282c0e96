package dev.troupe.ops.internal.watch;

import dev.troupe.spi.WorkerFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Workers that have been in one turn for long: because it computes, or because it waits for something outside and so keeps the thread.
final class LongTurns {
    /// How long a turn may compute.
    static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();
    /// How long a turn may block.
    static final long BLOCKED_NANOS = Duration.ofMillis(500).toNanos();
    /// From when on either is an alarm.
    static final long ALARM_NANOS = Duration.ofSeconds(10).toNanos();

    private LongTurns() {}

    static List<Finding> look(List<WorkerFigures> workers) {
        List<Finding> found = new ArrayList<>();
        for (WorkerFigures worker : workers) {
            long nanos = worker.turnNanos();
            if (worker.blocked() ? nanos >= BLOCKED_NANOS : nanos >= LONG_NANOS) found.add(finding(worker));
        }
        return found;
    }

    private static Finding finding(WorkerFigures worker) {
        String who = worker.scheduler() + "#" + worker.index();
        String text = String.format(Locale.ROOT, "%s %s in one turn for %.1f s, of %s", who,
                worker.blocked() ? "has been blocked" : "has been", worker.turnNanos() / 1e9,
                worker.actor() == null ? "nobody's" : worker.actor());
        return new Finding(worker.blocked() ? "blocked carrier" : "long turn", worker.turnNanos() >= ALARM_NANOS, text,
                worker.actor(), who, worker.turnNanos());
    }
}
