package dev.troupe.ops.internal.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
