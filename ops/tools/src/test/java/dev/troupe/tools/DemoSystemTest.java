package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.spi.Inspection;
import dev.troupe.spi.Totals;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class DemoSystemTest {
    @BeforeEach
    void patient() {
        org.awaitility.Awaitility.setDefaultTimeout(40, TimeUnit.SECONDS);
    }

    @Test
    void doesEverythingThatADashboardShows() {
        try (DemoSystem demo = DemoSystem.start(true)) {
            Inspection seen = demo.system().inspect();
            await().until(() -> seen.totals().processed() > 10_000);
            await().until(() -> seen.totals().live() > 200);
            await().until(() -> answered(seen.totals()) > 0);
            await().until(() -> !seen.failures().isEmpty());
            await().until(() -> seen.totals().restarts() > 0);
            await().until(() -> !seen.totals().deadLetters().isEmpty());
            await().until(() -> seen.waits().stream().anyMatch(wait -> wait.waiter().equals("auditor")));
            await().until(() -> seen.actor("dispatch/slow").orElseThrow().depth() > 10);
            await().until(() -> seen.pools().stream().filter(pool -> pool.done() > 0).count() == 2);
            assertThat(seen.ties("rally/ping").toCompletableFuture().join().links())
                    .isEqualTo(List.of("rally/ping/pong"));
        }
    }

    private static long answered(Totals totals) {
        return totals.asks().getOrDefault("answered", 0L);
    }

    @Test
    void startsNoProcessUnlessAsked() {
        try (DemoSystem demo = DemoSystem.start(false)) {
            assertThat(demo.system().inspect().pools()).extracting("pool").containsExactly("crunch");
        }
    }
}
