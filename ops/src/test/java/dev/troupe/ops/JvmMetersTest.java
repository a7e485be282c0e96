package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class JvmMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /// Who waits while a class is made ready keeps his carrier.
    private static final class Slow {
        static final int READY;

        static {
            long end = System.nanoTime() + 60_000_000;
            while (System.nanoTime() - end < 0)
                java.util.concurrent.locks.LockSupport.parkNanos(end - System.nanoTime());
            READY = 1;
        }
    }

    @Test
    void bindsMemoryCollectorThreadsClassesProcessorsUptimeAndVirtualThreads() {
        try (JvmMeters _ = JvmMeters.boundTo(registry)) {
            for (String name : new String[] {"jvm.memory.used", "jvm.threads.live", "jvm.classes.loaded",
                "process.uptime",
                "system.cpu.count", "jvm.gc.max.data.size"})
                assertThat(registry.get(name).meter().measure().iterator().next().getValue()).as(name).isPositive();
            System.gc();
            await().until(() -> registry.find("jvm.gc.pause").timer() != null);
            assertThat(registry.get("jvm.threads.live").gauge().value()).as("after a collection").isPositive();
            assertThat(registry.get("jvm.threads.virtual.parallelism").gauge().value()).isPositive();
            assertThat(registry.get("jvm.threads.virtual.pool.size").gauge().value()).isGreaterThanOrEqualTo(0);
            for (String status : new String[] {"mounted", "queued"})
                assertThat(registry.get("jvm.threads.virtual.live").tag("scheduling.status", status).gauge().value())
                        .isGreaterThanOrEqualTo(0);
            assertThat(registry.get("jvm.threads.virtual.submit.failed").counter().count()).isZero();
        }
    }

    @Test
    void timesThreadsThatArePinned() throws InterruptedException {
        try (JvmMeters _ = JvmMeters.boundTo(registry)) {
            int[] seen = new int[1];
            Thread.ofVirtual().start(() -> seen[0] = Slow.READY).join();
            assertThat(seen[0]).isEqualTo(1);
            var pinned = registry.get("jvm.threads.virtual.pinned").timer();
            await().atMost(Duration.ofSeconds(15)).until(() -> pinned.count() > 0);
            assertThat(pinned.max(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void removesItsMetersAndNoOthersWhenItIsClosed() {
        registry.counter("mine").increment();
        registry.config().commonTags("program", "shop");
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        JvmMeters meters = new JvmMeters(Tags.of("region", "north"));
        meters.bindTo(registry);
        meters.bindTo(registry);
        meters.bindTo(other);
        assertThat(registry.get("jvm.threads.virtual.pinned").tags("region", "north", "program", "shop").timers())
                .hasSize(1);
        assertThat(other.getMeters()).hasSizeGreaterThan(20);
        meters.close();
        meters.close();
        assertThat(registry.getMeters()).hasSize(1);
        assertThat(other.getMeters()).isEmpty();
        assertThatThrownBy(() -> meters.bindTo(other)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("meters that are closed can't be bound: registry=");
    }
}
