package dev.troupe.ops.internal.meters;

import dev.troupe.ops.ActorMeter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// Registers meters, each once, and knows them all when they are to be removed. Any thread; it takes no lock of its own, so that none is
/// held while a registry takes its.
final class Rack {
    private static final Duration SHORTEST = Duration.ofNanos(1_000);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final MeterRegistry registry;
    private final Poll poll;
    private final Tags own;
    private final boolean histogram;
    private final Set<List<Object>> known = ConcurrentHashMap.newKeySet();
    private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Rack(MeterRegistry registry, Poll poll, Tags own, boolean histogram) {
        this.registry = registry;
        this.poll = poll;
        this.own = own;
        this.histogram = histogram;
    }

    /// Whether a meter is there for those values of its own tags.
    boolean has(ActorMeter meter, String... values) {
        return known.contains(key(meter, values));
    }

    void gauge(ActorMeter meter, ToDoubleFunction<Figures> figure, String... values) {
        if (isNew(key(meter, values)))
            keep(Gauge.builder(meter.meterName(), poll, now -> figure.applyAsDouble(now.now())).baseUnit(meter.unit())
                    .description(meter.text()).tags(tags(meter, values)).strongReference(true).register(registry));
    }

    /// A gauge of nanoseconds, which the registry shows in its own unit.
    void seconds(ActorMeter meter, ToDoubleFunction<Figures> nanos, String... values) {
        if (isNew(key(meter, values)))
            keep(TimeGauge
                    .builder(meter.meterName(), poll, TimeUnit.NANOSECONDS, now -> nanos.applyAsDouble(now.now()))
                    .description(meter.text()).tags(tags(meter, values)).strongReference(true).register(registry));
    }

    void counter(ActorMeter meter, ToDoubleFunction<Figures> figure, String... values) {
        if (isNew(key(meter, values)))
            keep(FunctionCounter.builder(meter.meterName(), poll, now -> figure.applyAsDouble(now.now()))
                    .baseUnit(meter.unit()).description(meter.text()).tags(tags(meter, values)).register(registry));
    }

    Timer timer(ActorMeter meter, String... values) {
        return keep(Timer.builder(meter.meterName()).description(meter.text()).tags(tags(meter, values))
                .publishPercentileHistogram(histogram).minimumExpectedValue(SHORTEST).maximumExpectedValue(LONGEST)
                .register(registry));
    }

    void executorGauge(String name, String unit, String text, Tags tags, ToDoubleFunction<Figures> figure) {
        if (isNew(List.of(name, tags)))
            keep(Gauge.builder("executor." + name, poll, now -> figure.applyAsDouble(now.now())).baseUnit(unit)
                    .description(text).tags(tags).strongReference(true).register(registry));
    }

    void executorCounter(String name, String unit, String text, Tags tags, ToDoubleFunction<Figures> figure) {
        if (isNew(List.of(name, tags)))
            keep(FunctionCounter.builder("executor." + name, poll, now -> figure.applyAsDouble(now.now()))
                    .baseUnit(unit).description(text).tags(tags).register(registry));
    }

    private static List<Object> key(ActorMeter meter, String... values) {
        return List.of(meter, List.of(values));
    }

    private boolean isNew(List<Object> key) {
        return !closed && known.add(key);
    }

    private Tags tags(ActorMeter meter, String... values) {
        List<Tag> more = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) more.add(Tag.of(meter.tags().get(i), values[i]));
        return own.and(more);
    }

    /// Noted first, looked for the end after: whichever of this and [#close] comes last removes it.
    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        if (closed) registry.remove(meter);
        return meter;
    }

    /// Removes them all.
    void close() {
        closed = true;
        for (Meter meter = meters.poll(); meter != null; meter = meters.poll()) registry.remove(meter);
    }
}
