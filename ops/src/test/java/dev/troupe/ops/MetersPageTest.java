package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.offload.ProcessPool;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The reference page is what the code says, and what a server gets is what the page says; alerts and graphs ask for nothing else.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class MetersPageTest {
    private static final Path PAGE = Path.of("METERS.md");
    private static final String WRITE = "mvn -B -pl ops -am test -Dtest=MetersPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dtroupe.write=METERS.md";
    private static final Pattern NAME = Pattern.compile("\\b(actors|executor|jvm|process|system)_[a-z0-9_]+");

    @Test
    void isWhatTheCodeSays() throws IOException {
        if (System.getProperty("troupe.write", "").equals("METERS.md")) Files.writeString(PAGE, MetersPage.text());
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("ops/METERS.md isn't what the code says; to write it again: " + WRITE).isEqualTo(MetersPage.text());
    }

    @Test
    void namesWhatPrometheusGets() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.throwExceptionOnRegistrationFailure();
        try (MetersScene scene = new MetersScene();
                ProcessPool processes = ProcessPool.builder().name("children").workers(1).build();
                JvmMeters jvm = new JvmMeters()) {
            scene.metrics.bindTo(registry);
            jvm.bindTo(registry);
            scene.system.show(processes);
            scene.system.spawn("a", Props.of(Integer.class, (self, n) -> {
                if (n == 1) throw new IllegalStateException("planted");
            }).restart(RestartPolicy.upTo(1, Duration.ofHours(1))));
            for (int n = 0; n < 3; n++) scene.system.tell("a", n);
            var work = scene.system.start(self -> self.offload(() -> 42));
            scene.system.run(work);
            scene.settle();
            System.gc();
            Set<String> expected = new TreeSet<>();
            Stream.of(MetersPage.ACTORS, MetersPage.EXECUTORS, MetersPage.VIRTUAL, MetersPage.JVM)
                    .forEach(rows -> rows.forEach(row -> expected.addAll(row.prometheus())));
            await().untilAsserted(() -> assertThat(names(registry.scrape())).containsAll(expected));
            Set<String> actors = names(registry.scrape()).stream().filter(name -> name.startsWith("actors_"))
                    .collect(Collectors.toSet());
            assertThat(actors).as("every one is on the page").isSubsetOf(expected);
            assertThat(names(registry.scrape())).contains("actors_processed_total", "actors_mailbox_wait_seconds_count",
                    "actors_mailbox_messages", "actors_dead_letters_total", "actors_scheduler_delay_seconds",
                    "jvm_threads_virtual_live_threads", "executor_completed_tasks_total");
        }
    }

    @Test
    void hasTheDistributionOfTimersIfAskedTo() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (MetersScene scene = new MetersScene();
                ActorMetrics spread = ActorMetrics.of(scene.system).every(1).histogram().build()) {
            spread.bindTo(registry);
            scene.system.spawn("a", Integer.class, (self, n) -> {}).tell(1);
            scene.settle();
            await().until(() -> names(registry.scrape()).contains("actors_processing_seconds_bucket"));
        }
    }

    private static Set<String> names(String scraped) {
        return scraped.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void alertsAndGraphsAskForWhatThereIs() throws IOException {
        for (String file : new String[] {"prometheus/alerts.yml", "prometheus/alerts-test.yml",
            "grafana/dashboards/troupe.json"}) {
            Set<String> used = new TreeSet<>();
            Matcher found = NAME.matcher(Files.readString(Path.of(file)));
            while (found.find()) used.add(found.group());
            assertThat(used).as("meters in ops/" + file).hasSizeGreaterThan(5)
                    .isSubsetOf(MetersPage.prometheusNames());
        }
    }

    @Test
    void eachAlertHasATest() throws IOException {
        String tests = Files.readString(Path.of("prometheus", "alerts-test.yml"));
        Matcher alert = Pattern.compile("- alert: (\\w+)")
                .matcher(Files.readString(Path.of("prometheus", "alerts.yml")));
        int alerts = 0;
        while (alert.find()) {
            alerts++;
            String name = alert.group(1);
            assertThat(tests.split("alertname: " + name + "\\b", -1))
                    .as("a case of " + name + " that fires, one that doesn't")
                    .hasSizeGreaterThan(2);
        }
        assertThat(alerts).isGreaterThan(8);
    }
}
