package dev.troupe.internal.cell;

import dev.troupe.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The timers of one actor. What is due is sent to the actor as any message is, bound and order included.
final class Ticks<M> implements Timers<M> {
    private final Cell<M> cell;
    private final Map<Object, Tick> byKey = new HashMap<>();

    Ticks(Cell<M> cell) {
        this.cell = cell;
    }

    @Override
    public void once(Object key, Duration delay, M message) {
        set(key, Durations.nanos("timer delay", delay), message, 0, false);
    }

    @Override
    public void fixedDelay(Object key, Duration delay, M message) {
        long nanos = positive("timer delay", delay);
        set(key, nanos, message, nanos, false);
    }

    @Override
    public void fixedRate(Object key, Duration period, M message) {
        long nanos = positive("timer period", period);
        set(key, nanos, message, nanos, true);
    }

    private static long positive(String what, Duration time) {
        long nanos = Durations.nanos(what, time);
        if (nanos == 0) throw new IllegalArgumentException(what + " must be > 0: " + what + "=" + time);
        return nanos;
    }

    private void set(Object key, long nanos, M message, long period, boolean rate) {
        cell.check();
        Objects.requireNonNull(key, "timer key must not be null: key=null");
        cell.checkClass(message);
        cancel(key);
        if (cell.stops() || cell.life.unwinds()) return;
        Tick tick = new Tick(key, message, period, rate);
        tick.deadlineNanos = cell.home.clock.nanoTime() + nanos;
        byKey.put(key, tick);
        arm(tick);
    }

    private void arm(Tick tick) {
        tick.timer = cell.lane.putAt(tick.deadlineNanos, cell, tick);
    }

    /// A timer's entry has come up; it may have been replaced while it waited.
    void due(Tick tick) {
        if (byKey.get(tick.key) != tick) return;
        if (tick.periodNanos == 0) byKey.remove(tick.key);
        else {
            long from = tick.rate ? tick.deadlineNanos : cell.home.clock.nanoTime();
            tick.deadlineNanos = from + tick.periodNanos;
            arm(tick);
        }
        cell.send(tick.message, true);
    }

    @Override
    public boolean cancel(Object key) {
        cell.check();
        return drop(byKey.remove(key));
    }

    private boolean drop(@org.jspecify.annotations.Nullable Tick tick) {
        if (tick == null) return false;
        if (tick.timer != null) cell.lane.cancel(tick.timer);
        return true;
    }

    @Override
    public void cancelAll() {
        cell.check();
        end();
    }

    /// The actor stops: it takes no message any more.
    void end() {
        for (Tick tick : byKey.values()) drop(tick);
        byKey.clear();
    }

    @Override
    public boolean isActive(Object key) {
        cell.check();
        return byKey.containsKey(key);
    }
}
