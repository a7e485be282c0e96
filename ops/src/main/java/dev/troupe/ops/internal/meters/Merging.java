package dev.troupe.ops.internal.meters;

import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.SchedulerFigures;
import org.jspecify.annotations.Nullable;

/// Rows that share a name, such as all those behind `other`, as one row.
final class Merging {
    private Merging() {}

    static SchedulerFigures schedulers(SchedulerFigures a, SchedulerFigures b) {
        boolean known = a.turns() >= 0 && b.turns() >= 0;
        return new SchedulerFigures(a.scheduler(), a.workers() + b.workers(), a.busy() + b.busy(),
                a.ready() + b.ready(), known ? a.turns() + b.turns() : -1, known ? a.rounds() + b.rounds() : -1,
                a.steals() + b.steals(), a.parks() + b.parks(), Math.max(a.delayNanos(), b.delayNanos()));
    }

    static PoolFigures pools(PoolFigures a, PoolFigures b) {
        return new PoolFigures(a.pool(), a.kind(), a.threads() + b.threads(), a.active() + b.active(),
                a.queued() + b.queued(), a.line() + b.line(), a.done() + b.done(), a.failed() + b.failed(),
                a.cancelled() + b.cancelled(), a.timedOut() + b.timedOut(), both(a.processes(), b.processes()));
    }

    private static PoolFigures.@Nullable Processes both(PoolFigures.@Nullable Processes a,
            PoolFigures.@Nullable Processes b) {
        if (a == null || b == null) return a == null ? b : a;
        return new PoolFigures.Processes(a.live() + b.live(), a.idle() + b.idle(), a.started() + b.started(),
                a.lost() + b.lost(), a.recycled() + b.recycled());
    }

    /// A pool that does nothing any more.
    static PoolFigures gone(PoolFigures then) {
        PoolFigures.Processes children = then.processes();
        return new PoolFigures(then.pool(), then.kind(), 0, 0, 0, 0, then.done(), then.failed(), then.cancelled(),
                then.timedOut(), children == null
                        ? null
                        : new PoolFigures.Processes(0, 0, children.started(), children.lost(), children.recycled()));
    }

    /// What is so now, with no count less than it was.
    static PoolFigures notLess(PoolFigures now, PoolFigures then) {
        PoolFigures.Processes a = now.processes();
        PoolFigures.Processes b = then.processes();
        return new PoolFigures(now.pool(), now.kind(), now.threads(), now.active(), now.queued(), now.line(),
                Math.max(now.done(), then.done()), Math.max(now.failed(), then.failed()),
                Math.max(now.cancelled(), then.cancelled()), Math.max(now.timedOut(), then.timedOut()),
                a == null || b == null
                        ? a
                        : new PoolFigures.Processes(a.live(), a.idle(), Math.max(a.started(), b.started()),
                                Math.max(a.lost(), b.lost()), Math.max(a.recycled(), b.recycled())));
    }
}
