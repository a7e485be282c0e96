package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The snippets in the documentation of the meters, run.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class MetersSnippetsTest {
    private final List<Object> out = new ArrayList<>();

    private void println(Object text) {
        out.add(text);
    }

    @Test
    void metrics() {
        // @start region="metrics"
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var system = ActorSystem.builder().name("shop").build(); var metrics = new ActorMetrics(system)) {
            metrics.bindTo(registry);
            system.spawn("till", Integer.class, (self, cents) -> println(cents));
            system.tell("till", 250);
            system.run();
            println(registry.scrape()); // actors_sent_total{system="shop"} 1.0 and so on
        }
        // @end
        assertThat((String) out.getLast()).contains("actors_sent_total{system=\"shop\"} 1.0");
    }

    @Test
    void builder() {
        var registry = new SimpleMeterRegistry();
        // @start region="builder"
        try (var system = ActorSystem.create();
                var metrics = ActorMetrics.of(system).every(8).histogram().tags("region", "north").build()) {
            metrics.bindTo(registry);
            println(registry.get("actors.registry.size").tag("region", "north").gauge().value());
        }
        // @end
        assertThat(out).containsExactly(0.0);
    }

    @Test
    void list() {
        // @start region="list"
        for (ActorMeter meter : ActorMeter.values())
            println(meter.meterName() + " " + meter.tags() + ": " + meter.text());
        // @end
        assertThat(out).hasSize(ActorMeter.values().length).contains("actors.live [type]: Actors that live.");
    }

    @Test
    void jvm() {
        // @start region="jvm"
        var registry = new SimpleMeterRegistry();
        try (var _ = JvmMeters.boundTo(registry)) {
            println(registry.get("jvm.threads.virtual.parallelism").gauge().value() + " carriers");
        }
        // @end
        assertThat(out).hasSize(1);
    }
}
