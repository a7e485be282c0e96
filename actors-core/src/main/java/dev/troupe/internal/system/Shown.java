package dev.troupe.internal.system;

import dev.troupe.Subscription;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.report.Tallies;
import dev.troupe.offload.PoolStats;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessStats;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkEnd;
import dev.troupe.offload.WorkListener;
import dev.troupe.offload.WorkPool;
import dev.troupe.spi.Event;
import dev.troupe.spi.PoolFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// The pools that a system shows beside its own. Any thread may call it.
final class Shown {
    private final Home home;
    private final Reports reports;
    private final List<WorkPool> pools = new CopyOnWriteArrayList<>();

    Shown(Home home) {
        this.home = home;
        this.reports = home.reports;
    }

    Subscription add(WorkPool pool) {
        Objects.requireNonNull(pool, "pool must not be null: pool=null");
        String kind = kind(pool);
        WorkListener listener = end -> tell(reports, kind, end);
        pools.add(pool);
        pool.listen(listener);
        AtomicBoolean over = new AtomicBoolean();
        return () -> {
            if (!over.compareAndSet(false, true)) return;
            pool.unlisten(listener);
            pools.remove(pool);
        };
    }

    static void tell(Reports reports, String kind, WorkEnd end) {
        reports.happened(() -> new Event.WorkEnded(end.pool(), kind, Tallies.word(end.outcome()), end.waitNanos(),
                end.runNanos()));
    }

    private static String kind(WorkPool pool) {
        return switch (pool) {
            case ThreadPool _ -> "threads";
            case ProcessPool _ -> "processes";
        };
    }

    List<PoolFigures> figures() {
        return Stream.concat(home.processorsIfUsed().stream(), pools.stream()).map(Shown::figures)
                .sorted(Comparator.comparing(PoolFigures::pool)).toList();
    }

    private static PoolFigures figures(WorkPool pool) {
        PoolStats now = pool.stats();
        return new PoolFigures(now.pool(), kind(pool), now.threads(), now.active(), now.queued(), now.line(),
                now.done(),
                now.failed(), now.cancelled(), now.timedOut(), switch (pool) {
                    case ThreadPool _ -> null;
                    case ProcessPool processes -> figures(processes.processes());
                });
    }

    private static PoolFigures.Processes figures(ProcessStats now) {
        return new PoolFigures.Processes(now.live(), now.idle(), now.started(), now.lost(), now.recycled());
    }
}
