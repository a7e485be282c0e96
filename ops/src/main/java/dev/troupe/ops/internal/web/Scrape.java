package dev.troupe.ops.internal.web;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What `/metrics` answers.
final class Scrape implements AutoCloseable {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final @Nullable PrometheusMeterRegistry given;

    Scrape(@Nullable PrometheusMeterRegistry given) {
        this.given = given;
    }

    byte[] text() {
        PrometheusMeterRegistry registry = given == null
                ? new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)
                : given;
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
}
