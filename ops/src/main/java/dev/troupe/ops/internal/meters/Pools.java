package dev.troupe.ops.internal.meters;

import dev.troupe.ops.ActorMeter;
import dev.troupe.spi.Event;
import dev.troupe.spi.PoolFigures;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The meters of the pools that work is offloaded to: our own, and the same under the names that Micrometer's binder of executors
/// uses, so that what shows executors shows pools as well. Those have the tag `name` and no `system`, for a server refuses meters of one
/// name with other tags; so the value says the system, too.
final class Pools {
    private record Run(Figures.PoolName pool, String outcome) {}

    private final Rack rack;
    private final String system;
    private final Tags given;
    private final Map<Run, Timer> runs = new ConcurrentHashMap<>();
    private final Map<Figures.PoolName, Timer> waits = new ConcurrentHashMap<>();

    Pools(Rack rack, String system, Tags given) {
        this.rack = rack;
        this.system = system;
        this.given = given;
    }

    void found(Figures.PoolName name, PoolFigures row) {
        Tags tags = given.and("name", system + "/" + name.pool());
        rack.executorGauge("active", "threads", "Pieces of work that run", tags,
                now -> Rows.pool(now, name).active());
        rack.executorGauge("queued", "tasks", "Pieces of work that the pool has taken and that don't run yet", tags,
                now -> Rows.pool(now, name).queued());
        rack.executorGauge("pool.size", "threads", "Threads or child processes that there are", tags, now -> {
            PoolFigures.Processes children = Rows.pool(now, name).processes();
            return children == null ? Rows.pool(now, name).threads() : children.live();
        });
        rack.executorGauge("pool.max", "threads", "Pieces of work that may run at once", tags,
                now -> Rows.pool(now, name).threads());
        rack.executorCounter("completed", "tasks", "Pieces of work that have ended", tags, now -> {
            PoolFigures pool = Rows.pool(now, name);
            return pool.done() + pool.failed() + pool.cancelled() + pool.timedOut();
        });
        if (row.processes() == null) return;
        rack.gauge(ActorMeter.PROCESS_WORKERS, now -> Rows.processes(now, name).live(), name.pool());
        rack.counter(ActorMeter.PROCESS_RESTARTS, now -> Rows.processes(now, name).lost(), name.pool(), "lost");
        rack.counter(ActorMeter.PROCESS_RESTARTS, now -> Rows.processes(now, name).recycled(), name.pool(),
                "recycled");
    }

    void ended(String pool, Event.WorkEnded end) {
        Figures.PoolName name = new Figures.PoolName(pool, end.kind());
        waits.computeIfAbsent(name, key -> rack.timer(ActorMeter.OFFLOAD_WAIT, key.pool(), key.kind()))
                .record(end.waitNanos(), TimeUnit.NANOSECONDS);
        runs.computeIfAbsent(new Run(name, end.outcome()),
                key -> rack.timer(ActorMeter.OFFLOAD, key.pool.pool(), key.pool.kind(), key.outcome))
                .record(end.runNanos(), TimeUnit.NANOSECONDS);
    }
}
