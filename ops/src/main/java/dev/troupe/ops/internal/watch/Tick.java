package dev.troupe.ops.internal.watch;

import dev.troupe.spi.Inspection;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.Totals;
import dev.troupe.spi.WorkerFigures;
import java.util.List;

/// What was read of a system at one moment.
record Tick(long atNanos, long atMillis, Totals totals, List<SchedulerFigures> schedulers, List<WorkerFigures> workers,
        List<PoolFigures> pools) {
    static Tick of(Inspection inspection) {
        return new Tick(System.nanoTime(), System.currentTimeMillis(), inspection.totals(), inspection.schedulers(),
                inspection.workers(), inspection.pools());
    }
}
