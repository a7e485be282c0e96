package dev.troupe.ops.internal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ScrapeTest {
    private final AtomicInteger bound = new AtomicInteger();
    private final AtomicInteger unbound = new AtomicInteger();

    private Runnable bind(MeterRegistry registry) {
        registry.counter("planted").increment();
        bound.incrementAndGet();
        return unbound::incrementAndGet;
    }

    @Test
    void bindsAtTheFirstScrapeAndUnbindsWhenThereHasBeenNone() {
        try (Scrape scrape = new Scrape(null, this::bind, Duration.ofMillis(300))) {
            assertThat(bound).hasValue(0);
            assertThat(new String(scrape.text(), UTF_8)).contains("planted_total 1.0");
            scrape.text();
            assertThat(bound).hasValue(1);
            assertThat(scrape.isBound()).isTrue();
            await().until(() -> !scrape.isBound());
            assertThat(unbound).hasValue(1);
            assertThat(new String(scrape.text(), UTF_8)).contains("planted_total 1.0");
            assertThat(bound).hasValue(2);
        }
        assertThat(unbound).as("at the close").hasValue(2);
    }

    @Test
    void loadsItsClassesOffTheRequestAndBindsNothingForThat() {
        try (Scrape _ = new Scrape(null, this::bind, Scrape.KEPT)) {
            await().until(Scrape::isWarm);
            assertThat(bound).hasValue(0);
        }
    }

    @Test
    void showsAGivenRegistryAsItIs() {
        PrometheusMeterRegistry given = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        given.counter("theirs").increment();
        try (Scrape scrape = new Scrape(given, this::bind, Scrape.KEPT)) {
            assertThat(new String(scrape.text(), UTF_8)).contains("theirs_total 1.0").doesNotContain("planted");
        }
        assertThat(bound).hasValue(0);
        assertThat(given.isClosed()).isFalse();
    }
}
