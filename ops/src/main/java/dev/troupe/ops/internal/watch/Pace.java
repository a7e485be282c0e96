package dev.troupe.ops.internal.watch;

import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.Totals;
import dev.troupe.spi.WorkerFigures;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What went on between two ticks. With no tick before, it isn't known, and told as `-1`.
///
/// @param before the earlier tick; null if the other is the first
/// @param now the later one
record Pace(@Nullable Tick before, Tick now) {
    private static final String DEQUE = "deque";

    Overview.Rates rates() {
        return new Overview.Rates(of(Totals::sent), of(Totals::processed), of(Totals::started),
                of(totals -> sum(totals.stopped())), of(totals -> sum(totals.deadLetters())), of(Pace::failures),
                of(Totals::restarts), of(totals -> sum(totals.asks())));
    }

    private double of(ToLongFunction<Totals> count) {
        return before == null ? -1 : rate(count.applyAsLong(before.totals()), count.applyAsLong(now.totals()));
    }

    private double rate(long then, long current) {
        double seconds = before == null ? -1 : (now.atNanos() - before.atNanos()) / 1e9;
        return seconds <= 0 ? -1 : Math.max(0, current - then) / seconds;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    static long failures(Totals totals) {
        return totals.failures().stream().mapToLong(Totals.FailureCount::count).sum();
    }

    /// The share of time in which a worker didn't sleep, from 0 to 1; -1 if it wasn't there at the tick before.
    double utilisation(WorkerFigures worker) {
        WorkerFigures then = earlier(worker);
        return then == null ? -1 : share(worker.busyNanos() - then.busyNanos(), worker.upNanos() - then.upNanos());
    }

    /// The same of all workers together; -1 without a tick before.
    double utilisation() {
        if (before == null) return -1;
        long busy = 0;
        long up = 0;
        for (WorkerFigures worker : now.workers()) {
            WorkerFigures then = earlier(worker);
            if (then == null) continue;
            busy += worker.busyNanos() - then.busyNanos();
            up += worker.upNanos() - then.upNanos();
        }
        return share(busy, up);
    }

    private static double share(long busy, long up) {
        return up <= 0 ? 0 : Math.clamp((double) busy / up, 0, 1);
    }

    double turnRate(WorkerFigures worker) {
        WorkerFigures then = earlier(worker);
        return then == null ? -1 : rate(then.turns(), worker.turns());
    }

    double endedRate(PoolFigures pool) {
        if (before == null) return -1;
        for (PoolFigures then : before.pools())
            if (then.pool().equals(pool.pool())) return rate(ended(then), ended(pool));
        return -1;
    }

    private static long ended(PoolFigures pool) {
        return pool.done() + pool.failed() + pool.cancelled() + pool.timedOut();
    }

    private @Nullable WorkerFigures earlier(WorkerFigures worker) {
        if (before == null) return null;
        for (WorkerFigures then : before.workers()) if (isOf(then, worker)) return then;
        return null;
    }

    /// Spare threads come and go, and others take their numbers; the deque is one, whoever drives it.
    private static boolean isOf(WorkerFigures then, WorkerFigures worker) {
        return then.index() == worker.index() && then.scheduler().equals(worker.scheduler())
                && (then.thread().equals(worker.thread()) || worker.scheduler().equals(DEQUE))
                && then.upNanos() <= worker.upNanos();
    }
}
