package dev.troupe.ops.internal.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Stands before a registry, for binders that don't say what they register. All that is registered here is registered there, and this
/// knows which of it was not there before: that alone is removed in the end. Any thread.
final class Noting extends MeterRegistry {
    private final MeterRegistry target;
    private final Queue<Meter> added = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    Noting(MeterRegistry target) {
        super(target.config().clock());
        this.target = target;
    }

    /// Whether there is a meter of that name that was not there before.
    boolean hasAdded(String name) {
        return added.stream().anyMatch(meter -> meter.getId().getName().equals(name));
    }

    /// The same meter is what a registry gives to whoever registers it again.
    private <M extends Meter> M noted(Supplier<M> register) {
        Collection<Meter> before = target.getMeters();
        M meter = register.get();
        if (before.stream().noneMatch(each -> each == meter)) {
            added.add(meter);
            if (over) target.remove(meter);
        }
        return meter;
    }

    /// Removes what was added. Not more: the registry's own close would close the others as well.
    @Override
    public void close() {
        over = true;
        for (Meter meter = added.poll(); meter != null; meter = added.poll()) target.remove(meter);
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T of, ToDoubleFunction<T> figure) {
        return noted(() -> Gauge.builder(id.getName(), of, figure).tags(id.getTags()).baseUnit(id.getBaseUnit())
                .description(id.getDescription()).register(target));
    }

    @Override
    protected <T> TimeGauge newTimeGauge(Meter.Id id, @Nullable T of, TimeUnit unit, ToDoubleFunction<T> figure) {
        return noted(() -> TimeGauge.builder(id.getName(), of, unit, figure).tags(id.getTags())
                .description(id.getDescription()).register(target));
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        return noted(() -> Counter.builder(id.getName()).tags(id.getTags()).baseUnit(id.getBaseUnit())
                .description(id.getDescription()).register(target));
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T of, ToDoubleFunction<T> figure) {
        return noted(() -> FunctionCounter.builder(id.getName(), of, figure).tags(id.getTags())
                .baseUnit(id.getBaseUnit()).description(id.getDescription()).register(target));
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig shape, PauseDetector pauses) {
        return noted(() -> Timer.builder(id.getName()).tags(id.getTags()).description(id.getDescription())
                .register(target));
    }

    @Override
    protected <T> FunctionTimer newFunctionTimer(Meter.Id id, T of, ToLongFunction<T> count,
            ToDoubleFunction<T> total, TimeUnit unit) {
        return noted(() -> FunctionTimer.builder(id.getName(), of, count, total, unit).tags(id.getTags())
                .description(id.getDescription()).register(target));
    }

    @Override
    protected DistributionSummary newDistributionSummary(Meter.Id id, DistributionStatisticConfig shape,
            double scale) {
        return noted(() -> DistributionSummary.builder(id.getName()).tags(id.getTags()).baseUnit(id.getBaseUnit())
                .description(id.getDescription()).scale(scale).register(target));
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        return noted(() -> Meter.builder(id.getName(), type, measurements).tags(id.getTags())
                .baseUnit(id.getBaseUnit()).description(id.getDescription()).register(target));
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.SECONDS;
    }

    @Override
    protected DistributionStatisticConfig defaultHistogramConfig() {
        return DistributionStatisticConfig.DEFAULT;
    }
}
