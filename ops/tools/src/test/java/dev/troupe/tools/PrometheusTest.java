package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.ActorMetrics;
import dev.troupe.ops.Dashboard;
import dev.troupe.ops.JvmMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A real Prometheus scrapes a real dashboard, and its tools have nothing to say against what it gets, or against our files for it.
@Timeout(value = 90, threadMode = SEPARATE_THREAD)
class PrometheusTest {
    private static final Path FILES = Path.of("..", "prometheus").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsPrometheus() {
        PrometheusTool.need();
    }

    @Test
    void scrapesASystemAndAnswersQueries() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (ActorSystem system = PrometheusScene.open();
                ActorMetrics actors = ActorMetrics.of(system).every(1).histogram().build();
                JvmMeters _ = JvmMeters.boundTo(registry)) {
            actors.bindTo(registry);
            PrometheusScene.play(system);
            try (Dashboard dashboard = Dashboard.of(system).port(0).registry(registry).start();
                    PrometheusServer prometheus = new PrometheusServer(config(dashboard), folder)) {
                await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100))
                        .until(() -> health(prometheus).equals("up"));
                returns(prometheus, "sum by (type) (rate(actors_processed_total[10s])) > 0");
                returns(prometheus,
                        "histogram_quantile(0.99, sum by (type, le) (rate(actors_processing_seconds_bucket[10s])))");
                returns(prometheus, "actors_dead_letters_total{system=\"stage\", reason=\"no_such_actor\"} > 0");
                returns(prometheus, "jvm_threads_virtual_parallelism > 0");
                String scraped = scrape(dashboard);
                String ours = scraped.lines().filter(line -> line.matches("(# (HELP|TYPE) )?actors_.*"))
                        .collect(Collectors.joining("\n", "", "\n"));
                assertThat(ours).contains("actors_failures_total{", "actors_offload_seconds_count{");
                PrometheusTool.promtool(FILES, ours, "check", "metrics");
            }
        }
    }

    /// How the one target that it scrapes does; empty before it has looked for targets.
    private static String health(PrometheusServer prometheus) throws IOException, InterruptedException {
        JsonNode targets = prometheus.get("api/v1/targets").path("data").path("activeTargets");
        assertThat(targets.size()).isLessThan(2);
        return targets.path(0).path("health").asString();
    }

    private static void returns(PrometheusServer prometheus, String expression) {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200)).untilAsserted(
                () -> assertThat(prometheus.query(expression).size()).as(expression).isPositive());
    }

    /// Ours, with another address and shorter intervals.
    private Path config(Dashboard dashboard) throws IOException {
        String ours = Files.readString(FILES.resolve("prometheus.yml"));
        String address = dashboard.uri().getAuthority();
        String mine = ours.replace("127.0.0.1:8787", address).replace(": 15s", ": 1s")
                .replace("- alerts.yml", "- " + FILES.resolve("alerts.yml"));
        assertThat(mine).contains(address, "scrape_interval: 1s", FILES.toString());
        return Files.writeString(folder.resolve("prometheus.yml"), mine);
    }

    private static String scrape(Dashboard dashboard) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(dashboard.uri().resolve("/metrics")).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }

    @Test
    void takesTheScrapeConfiguration() throws Exception {
        assertThat(PrometheusTool.promtool(FILES, "", "check", "config", "prometheus.yml")).contains("SUCCESS");
    }

    @Test
    void takesTheAlertsWhichFireWhenTheyShould() throws Exception {
        assertThat(PrometheusTool.promtool(FILES, "", "check", "rules", "alerts.yml")).contains("SUCCESS");
        assertThat(PrometheusTool.promtool(FILES, "", "test", "rules", "alerts-test.yml")).contains("SUCCESS");
    }
}
