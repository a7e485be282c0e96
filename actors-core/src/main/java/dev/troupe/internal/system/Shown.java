package dev.troupe.internal.system;

import dev.troupe.Subscription;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.offload.Threads;
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
import org.jspecify.annotations.Nullable;

/// The pools that a system shows beside its own. Any thread may call it.
final class Shown {
    private final Home home;
    private final Reports reports;
    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();

    /// @param itself by which two views of one pool are the same
    private record Entry(WorkPool pool, Object itself, WorkListener listener) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry entry && entry.itself == itself;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(itself);
        }
    }

    Shown(Home home) {
        this.home = home;
        this.reports = home.reports;
    }

    Subscription add(WorkPool pool) {
        Objects.requireNonNull(pool, "pool must not be null: pool=null");
        String kind = kind(pool);
        Entry entry = new Entry(pool, itself(pool), end -> tell(reports, kind, end));
        if (home.processorsIfUsed().filter(own -> itself(own) == entry.itself).isPresent())
            throw new IllegalArgumentException("a system's own pool is shown already: pool=" + name(pool));
        if (!entries.addIfAbsent(entry))
            throw new IllegalArgumentException("a pool must be shown once: pool=" + name(pool));
        pool.listen(entry.listener);
        AtomicBoolean over = new AtomicBoolean();
        return () -> {
            if (!over.compareAndSet(false, true)) return;
            pool.unlisten(entry.listener);
            entries.remove(entry);
        };
    }

    /// The system is closed: pools that outlive it keep nothing of it.
    void close() {
        for (Entry entry : entries) entry.pool.unlisten(entry.listener);
    }

    private static String name(WorkPool pool) {
        return pool.stats().pool();
    }

    private static Object itself(WorkPool pool) {
        return switch (pool) {
            case Threads threads -> threads.crew();
            case ProcessPool processes -> processes;
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
        return Stream.concat(home.processorsIfUsed().stream(), entries.stream().map(Entry::pool)).map(Shown::figures)
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
