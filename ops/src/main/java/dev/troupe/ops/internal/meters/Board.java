package dev.troupe.ops.internal.meters;

import dev.troupe.ops.ActorMeter;
import dev.troupe.ops.internal.listen.Heard;
import dev.troupe.spi.Event;
import dev.troupe.spi.Inspection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The meters of one system in one registry.
///
/// *Data flow.* Counters and gauges are functions of the [Poll], which a registry calls when it is asked for its meters. Timers are
/// recorded from what was heard, on the thread that listens. Which values a tag has is only known as it comes up: a group when an
/// actor of it is spawned, which is heard; the others when a poll shows them. So a value that a poll has found while a registry was
/// being asked is in the next answer.
///
/// Any thread, but for what is heard.
public final class Board implements Heard {
    private static final List<String> STOPPED = List.of("normal", "stopped", "killed", "failed", "unreachable");
    private static final List<String> DROPPED = List.of("oldest", "newest", "unplaceable");
    private static final List<String> DEAD = List.of("no_such_actor", "stopped", "late_reply", "late_result",
            "undeliverable", "quarantined", "full", "closed");
    private static final List<String> OUTCOMES = List.of("answered", "timeout", "absent", "stopped", "crashed",
            "refused", "abandoned");

    private final MeterRegistry registry;
    private final Poll poll;
    private final Rack rack;
    private final Pools pools;
    private final Bounded poolNames = new Bounded();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong thinned = new AtomicLong();
    private final Map<String, Timer> waits = new ConcurrentHashMap<>();
    private final Map<String, Timer> times = new ConcurrentHashMap<>();
    private final Map<String, Timer> asks = new ConcurrentHashMap<>();

    /// Registers what is known of the system now.
    ///
    /// @param own the tag `system`, and those that the user gives
    /// @param given those that the user gives
    /// @param histogram whether timers show their distribution
    public Board(MeterRegistry registry, Inspection inspection, Tags own, Tags given, boolean histogram) {
        this(registry, inspection, own, given, histogram, System::nanoTime);
    }

    Board(MeterRegistry registry, Inspection inspection, Tags own, Tags given, boolean histogram,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.poll = new Poll(inspection, registry.config().clock()::monotonicTime, nanoTime, poolNames, this::found);
        this.rack = new Rack(registry, poll, own, histogram);
        this.pools = new Pools(rack, inspection.system(), given);
        try {
            fixed();
            poll.look();
        } catch (RuntimeException | Error thrown) {
            close();
            throw thrown;
        }
    }

    /// What every system has. Words that are known are there from the start, at zero: a server that sees a counter appear at one
    /// takes that for no change.
    private void fixed() {
        rack.counter(ActorMeter.SENT, now -> now.totals().sent());
        rack.counter(ActorMeter.RESTARTS, now -> now.totals().restarts());
        rack.gauge(ActorMeter.ASK_PENDING, now -> now.totals().asksPending());
        rack.gauge(ActorMeter.TIMERS_PENDING, now -> now.totals().timersPending());
        rack.gauge(ActorMeter.REGISTRY_SIZE, now -> now.totals().registrySize());
        AtomicLong events = missed;
        AtomicLong times = thinned;
        rack.counter(ActorMeter.SAMPLES_MISSED, _ -> events.get(), "event");
        rack.counter(ActorMeter.SAMPLES_MISSED, _ -> times.get(), "time");
        STOPPED.forEach(this::stopped);
        DROPPED.forEach(this::dropped);
        DEAD.forEach(this::deadLetters);
        OUTCOMES.forEach(this::asked);
    }

    private void stopped(String reason) {
        rack.counter(ActorMeter.STOPPED, now -> count(now.totals().stopped(), reason), reason);
    }

    private void dropped(String reason) {
        rack.counter(ActorMeter.DROPPED, now -> count(now.totals().dropped(), reason), reason);
    }

    private void deadLetters(String reason) {
        rack.counter(ActorMeter.DEAD_LETTERS, now -> count(now.totals().deadLetters(), reason), reason);
    }

    private static long count(Map<String, Long> counts, String word) {
        return counts.getOrDefault(word, 0L);
    }

    private Timer asked(String outcome) {
        return asks.computeIfAbsent(outcome, word -> rack.timer(ActorMeter.ASK, word));
    }

    // ---- what a poll finds

    private void found(Figures now) {
        now.totals().stopped().keySet().forEach(this::stopped);
        now.totals().dropped().keySet().forEach(this::dropped);
        now.totals().deadLetters().keySet().forEach(this::deadLetters);
        now.groups().keySet().forEach(this::group);
        now.failures().keySet().forEach(this::failure);
        now.schedulers().keySet().forEach(this::scheduler);
        now.pools().forEach(pools::found);
    }

    private void failure(Figures.Crash crash) {
        rack.counter(ActorMeter.FAILURES, now -> now.failures().getOrDefault(crash, 0L), crash.exception(),
                crash.directive());
    }

    private void group(String name) {
        if (rack.has(ActorMeter.LIVE, name)) return;
        rack.gauge(ActorMeter.LIVE, now -> Rows.group(now, name).live(), name);
        rack.counter(ActorMeter.STARTED, now -> Rows.group(now, name).started(), name);
        rack.counter(ActorMeter.PROCESSED, now -> Rows.group(now, name).processed(), name);
        rack.gauge(ActorMeter.MAILBOX, now -> Rows.group(now, name).waiting(), name);
        rack.gauge(ActorMeter.MAILBOX_MAX, now -> Rows.group(now, name).deepest(), name);
    }

    private void scheduler(String name) {
        if (rack.has(ActorMeter.SCHEDULER_WORKERS, name)) return;
        rack.gauge(ActorMeter.SCHEDULER_WORKERS, now -> Rows.scheduler(now, name).workers(), name);
        rack.gauge(ActorMeter.SCHEDULER_BUSY, now -> Rows.scheduler(now, name).busy(), name);
        rack.gauge(ActorMeter.SCHEDULER_READY, now -> Rows.scheduler(now, name).ready(), name);
        rack.counter(ActorMeter.SCHEDULER_STEALS, now -> Rows.scheduler(now, name).steals(), name);
        rack.counter(ActorMeter.SCHEDULER_PARKS, now -> Rows.scheduler(now, name).parks(), name);
        rack.gauge(ActorMeter.SCHEDULER_BATCH, now -> now.batches().getOrDefault(name, 0.0), name);
        rack.seconds(ActorMeter.SCHEDULER_DELAY, now -> {
            long nanos = Rows.scheduler(now, name).delayNanos();
            return nanos < 0 ? Double.NaN : nanos;
        }, name);
    }

    // ---- what is heard

    @Override
    public void happened(Event event) {
        switch (event) {
            case Event.Spawned spawned -> group(spawned.group());
            case Event.AskEnded ask -> asked(ask.outcome()).record(ask.nanos(), TimeUnit.NANOSECONDS);
            case Event.WorkEnded end -> pools.ended(poolNames.of(end.pool()), end);
            case Event.Failed(var failure) -> {
                // The core bounds which exceptions it counts by name, so only a poll knows.
                if (!rack.has(ActorMeter.FAILURES, failure.exception(), failure.directive())) poll.look();
            }
            case Event.Stopped _,Event.Restarted _,Event.DeadLettered _ -> {}
        }
    }

    @Override
    public void processed(String actor, String group, long nanos) {
        times.computeIfAbsent(group, name -> rack.timer(ActorMeter.PROCESSING, name)).record(nanos,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void waited(String actor, String group, long nanos) {
        waits.computeIfAbsent(group, name -> rack.timer(ActorMeter.MAILBOX_WAIT, name)).record(nanos,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void missed(long count) {
        missed.addAndGet(count);
    }

    @Override
    public void thinned(long count) {
        thinned.addAndGet(count);
    }

    /// Whether it is for that registry.
    public boolean isFor(MeterRegistry other) {
        return registry == other;
    }

    /// Removes the meters, and lets go of the system.
    public void close() {
        poll.end();
        rack.close();
    }
}
