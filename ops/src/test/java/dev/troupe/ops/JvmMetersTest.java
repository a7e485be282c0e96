package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
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

    private static boolean records() {
        return FlightRecorder.getFlightRecorder().getRecordings().stream().anyMatch(JvmMetersTest::isOfPins);
    }

    private static boolean isOfPins(Recording recording) {
        return recording.getState() == RecordingState.RUNNING
                && recording.getSettings().containsKey("jdk.VirtualThreadPinned#threshold");
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
            await().until(JvmMetersTest::records);
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

    @Test
    void leavesWhatWasThereBefore() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        Timer pinned = Timer.builder("jvm.threads.virtual.pinned").register(registry);
        List<Meter> before = registry.getMeters();
        assertThat(before).hasSizeGreaterThan(20);
        JvmMeters meters = JvmMeters.boundTo(registry);
        assertThat(registry.getMeters()).hasSizeGreaterThan(before.size()).contains(pinned);
        meters.close();
        assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void countsNoPauseTwice() throws InterruptedException {
        Semaphore told = new Semaphore(0);
        NotificationListener last = (notification, _) -> {
            if (GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()).getGcCause()
                    .equals("System.gc()"))
                told.release();
        };
        var collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(NotificationEmitter.class::cast).toList();
        try (JvmGcMetrics own = new JvmGcMetrics()) {
            own.bindTo(registry);
            try (JvmMeters _ = JvmMeters.boundTo(registry); JvmMeters _ = JvmMeters.boundTo(registry)) {
                collectors.forEach(each -> each.addNotificationListener(last, null, null));
                System.gc();
                assertThat(told.tryAcquire(15, TimeUnit.SECONDS)).isTrue();
                assertThat(registry.get("jvm.gc.pause").tag("cause", "System.gc()").timer().count()).isEqualTo(1);
            }
        } finally {
            for (NotificationEmitter each : collectors) {
                try {
                    each.removeNotificationListener(last);
                } catch (ListenerNotFoundException _) {
                    // it was not added
                }
            }
        }
    }

    @Test
    void twoOnOneRegistryDontTakeMetersFromEachOther() {
        JvmMeters first = JvmMeters.boundTo(registry);
        JvmMeters second = JvmMeters.boundTo(registry);
        JvmMeters tagged = new JvmMeters(Tags.of("region", "north"));
        tagged.bindTo(registry);
        Set<Meter.Id> all = ids();
        first.close();
        first.close();
        assertThat(ids()).isEqualTo(all);
        assertThat(registry.get("jvm.threads.live").tags("region", "north").gauge().value()).isPositive();
        tagged.close();
        assertThat(ids()).hasSize(all.size() / 2).isSubsetOf(all);
        assertThat(registry.get("jvm.threads.live").gauge().value()).isPositive();
        second.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    /// Without those that come up with a collection, which may be at any time.
    private Set<Meter.Id> ids() {
        return registry.getMeters().stream().map(Meter::getId).filter(id -> !id.getName().startsWith("jvm.gc."))
                .collect(Collectors.toSet());
    }

    @Test
    void aBindingThatFailsLeavesNothing() {
        AtomicBoolean fails = new AtomicBoolean(true);
        registry.config().meterFilter(MeterFilter.deny(id -> {
            if (fails.get() && id.getName().equals("jvm.threads.virtual.live")) throw new LinkageError("planted");
            return false;
        }));
        try (JvmMeters meters = new JvmMeters()) {
            assertThatThrownBy(() -> meters.bindTo(registry)).isInstanceOf(LinkageError.class).hasMessage("planted");
            assertThat(registry.getMeters()).isEmpty();
            fails.set(false);
            meters.bindTo(registry);
            assertThat(registry.get("jvm.threads.virtual.live").gauges()).hasSize(2);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void flightRecorderStartsOnAThreadOfItsOwnAndEndsWithIt() {
        CompletableFuture<String> by = new CompletableFuture<>();
        FlightRecorderListener listener = new FlightRecorderListener() {
            @Override
            public void recordingStateChanged(Recording recording) {
                if (isOfPins(recording)) by.complete(Thread.currentThread().getName());
            }
        };
        FlightRecorder.addListener(listener);
        try (JvmMeters _ = JvmMeters.boundTo(registry)) {
            assertThat(by.join()).isEqualTo("troupe-ops-flight-recorder");
            await().until(JvmMetersTest::records);
        } finally {
            FlightRecorder.removeListener(listener);
        }
        await().until(() -> !records());
    }
}
