package dev.troupe.ops.internal.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `/metrics` answers. A registry that was given is shown as it is, and nothing is done to it. Else there is one of our own: made and
/// bound at the first scrape, closed when there has been none for a while, so that a system that nobody scrapes has no probe. After
/// that its timers begin anew, as after a restart, which Prometheus knows.
final class Scrape implements AutoCloseable {
    /// For how long without a scrape our own registry is kept.
    static final Duration KEPT = Duration.ofMinutes(5);
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private record Own(PrometheusMeterRegistry registry, Runnable unbind) {
        void close() {
            unbind.run();
            registry.close();
        }
    }

    /// Null until some scrape's classes are being loaded, then whether they are.
    private static final AtomicReference<@Nullable Boolean> WARMED = new AtomicReference<>();

    private final @Nullable PrometheusMeterRegistry given;
    private final Function<? super MeterRegistry, Runnable> meters;
    private final long keptNanos;
    private @Nullable Own own; // guarded by this
    private long askedNanos; // guarded by this
    private boolean closed; // guarded by this
    private @Nullable Thread keeper; // guarded by this; who closes our own registry

    /// @param meters binds the meters to a registry of our own, and gives what unbinds them
    Scrape(@Nullable PrometheusMeterRegistry given, Function<? super MeterRegistry, Runnable> meters, Duration kept) {
        this.given = given;
        this.meters = meters;
        this.keptNanos = kept.toNanos();
        if (given == null && WARMED.compareAndSet(null, false))
            Thread.ofPlatform().daemon().name("troupe-dashboard-warm-up").start(Scrape::warmUp);
    }

    /// Most of a first scrape's time goes into loading Micrometer's classes, some hundred. That is done once, off any request, by a
    /// registry that nobody sees and that nothing is bound to.
    private static void warmUp() {
        PrometheusMeterRegistry trial = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try {
            FunctionCounter.builder("trial", trial, _ -> 0).tag("of", "none").register(trial);
            Gauge.builder("trial.gauge", () -> 0).register(trial);
            trial.timer("trial.timer").record(1, TimeUnit.NANOSECONDS);
            new JvmMemoryMetrics().bindTo(trial);
            new JvmThreadMetrics().bindTo(trial);
            new ClassLoaderMetrics().bindTo(trial);
            new ProcessorMetrics().bindTo(trial);
            trial.scrape();
        } finally {
            trial.close();
            WARMED.set(true);
        }
    }

    /// Whether the classes are loaded.
    static boolean isWarm() {
        return Boolean.TRUE.equals(WARMED.get());
    }

    byte[] text() {
        PrometheusMeterRegistry registry = given == null ? own() : given;
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }

    private synchronized PrometheusMeterRegistry own() {
        if (closed) throw new IllegalStateException("dashboard must be open: closed=true");
        askedNanos = System.nanoTime();
        if (own == null) {
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Own fresh = new Own(registry, meters.apply(registry));
            try {
                keeper = Thread.ofPlatform().daemon().name("troupe-dashboard-scrape").start(this::closeWhenUnasked);
            } catch (RuntimeException | Error e) {
                fresh.close();
                throw e;
            }
            own = fresh;
            return registry;
        }
        return own.registry;
    }

    /// Whether there is a registry of our own.
    synchronized boolean isBound() {
        return own != null;
    }

    private synchronized void closeWhenUnasked() {
        try {
            for (long left = keptNanos; left > 0 && !closed; left = keptNanos - (System.nanoTime() - askedNanos))
                wait(left / 1_000_000 + 1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (own != null) own.close();
        own = null;
    }

    /// Waits for who closes the registry, at most a second.
    @Override
    public void close() {
        Thread closing;
        synchronized (this) {
            closed = true;
            notifyAll();
            closing = keeper;
        }
        if (closing == null) return;
        try {
            closing.join(Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
