package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.spi.Inspection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Binding and closing.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ActorMetricsLifeTest {
    private final MockClock time = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);

    private double sent(MeterRegistry from, String system) {
        time.add(Duration.ofSeconds(1));
        return from.get("actors.sent").tag("system", system).functionCounter().count();
    }

    private static boolean listens(String system) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("troupe-ops-" + system));
    }

    @Test
    void isBoundToTwoRegistriesAndOnceToEach() {
        MeterRegistry other = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);
        try (ActorSystem system = ActorSystem.builder().name("two").build();
                ActorMetrics metrics = ActorMetrics.of(system).every(1).build()) {
            metrics.bindTo(registry);
            metrics.bindTo(other);
            metrics.bindTo(registry);
            system.spawn("a", Integer.class, (self, n) -> {}).tell(1);
            system.run();
            for (MeterRegistry each : new MeterRegistry[] {registry, other}) {
                assertThat(sent(each, "two")).isEqualTo(1);
                await().until(() -> each.find("actors.processing").timer() != null
                        && each.get("actors.processing").timer().count() == 1);
            }
        }
        assertThat(other.getMeters()).isEmpty();
    }

    @Test
    void removesItsMetersAndNoOthersWhenItIsClosed() {
        registry.counter("mine").increment();
        try (ActorSystem system = ActorSystem.builder().name("brief").build()) {
            ActorMetrics metrics = new ActorMetrics(system, Tags.of("region", "north"));
            metrics.bindTo(registry);
            system.spawn("a", Integer.class, (self, n) -> {
                throw new IllegalStateException("planted");
            }).tell(1);
            system.run();
            assertThat(sent(registry, "brief")).isEqualTo(1);
            assertThat(registry.get("actors.sent").tag("region", "north").meters()).hasSize(1);
            assertThat(listens("brief")).isTrue();
            metrics.close();
            metrics.close();
            assertThat(listens("brief")).isFalse();
            assertThat(registry.getMeters()).hasSize(1);
            assertThatThrownBy(() -> metrics.bindTo(registry)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("meters that are closed can't be bound: system=brief");
            try (ActorMetrics again = new ActorMetrics(system, Tags.of("region", "north"))) {
                again.bindTo(registry);
                assertThat(sent(registry, "brief")).isEqualTo(1);
            }
        }
        assertThat(registry.getMeters()).hasSize(1);
    }

    @Test
    void keepsNothingOfTheSystemWhenItIsClosed() {
        ActorSystem system = ActorSystem.builder().name("gone").build();
        ActorMetrics metrics = new ActorMetrics(system);
        metrics.bindTo(registry);
        system.spawn("a", Integer.class, (self, n) -> {});
        system.run();
        var kept = registry.get("actors.registry.size").gauge();
        time.add(Duration.ofSeconds(1));
        assertThat(kept.value()).isEqualTo(1);
        system.close();
        metrics.close();
        WeakReference<ActorSystem> seen = new WeakReference<>(system);
        system = ActorSystem.create();
        system.close();
        await().until(() -> {
            System.gc();
            return seen.get() == null;
        });
        time.add(Duration.ofSeconds(1));
        assertThat(kept.value()).as("the last value").isEqualTo(1);
        metrics.close();
    }

    @Test
    void showsTheLastValuesOfASystemThatHasClosed() {
        ActorSystem system = ActorSystem.builder().name("closed").closeLimit(Duration.ZERO).build();
        try (ActorMetrics metrics = new ActorMetrics(system)) {
            metrics.bindTo(registry);
            system.spawn("a", Integer.class, (self, n) -> {}).tell(1);
            system.run();
            system.close();
            assertThat(sent(registry, "closed")).isEqualTo(1);
            assertThat(sent(registry, "closed")).isEqualTo(1);
            assertThat(registry.get("actors.registry.size").gauge().value()).isZero();
            assertThat(registry.get("actors.stopped").tag("reason", "killed").functionCounter().count()).isEqualTo(1);
            assertThat(registry.get("actors.scheduler.workers").gauge().value()).isZero();
        }
    }

    @Test
    void refusesAnotherSystemOfTheSameNameAndTags() {
        try (ActorSystem one = ActorSystem.create();
                ActorSystem other = ActorSystem.create();
                ActorMetrics first = new ActorMetrics(one);
                ActorMetrics second = new ActorMetrics(other);
                ActorMetrics third = new ActorMetrics(other, Tags.of("region", "north"))) {
            first.bindTo(registry);
            assertThatThrownBy(() -> second.bindTo(registry)).isInstanceOf(IllegalArgumentException.class).hasMessage(
                    "a registry must have one system of a name and tags: system=troupe, tags=[tag(system=troupe)]");
            third.bindTo(registry);
            one.spawn("a", Integer.class, (self, n) -> {}).tell(1);
            one.run();
            assertThat(sent(registry, "troupe")).isEqualTo(1);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void worksBehindACompositeRegistry() {
        CompositeMeterRegistry all = new CompositeMeterRegistry(time);
        all.add(registry);
        try (ActorSystem system = ActorSystem.create(); ActorMetrics metrics = new ActorMetrics(system)) {
            metrics.bindTo(all);
            system.spawn("a", Integer.class, (self, n) -> {}).tell(1);
            system.run();
            assertThat(sent(registry, "troupe")).isEqualTo(1);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesWhatItCantUse() {
        try (ActorSystem system = ActorSystem.create(); ActorMetrics metrics = new ActorMetrics(system)) {
            for (int every : new int[] {0, -1, 3, 128})
                assertThatThrownBy(() -> ActorMetrics.of(system).every(every))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("one message of so many must be a power of two from 1 to 64: every=" + every);
            for (String key : new String[] {"system", "type", "reason", "name", "pool"})
                assertThatThrownBy(() -> ActorMetrics.of(system).tags(key, "x"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("a tag must not have a key of the meters' own: key=" + key);
            assertThatThrownBy(() -> new ActorMetrics(null)).isInstanceOf(NullPointerException.class)
                    .hasMessage("system must not be null: system=null");
            assertThatThrownBy(() -> metrics.bindTo(null)).isInstanceOf(NullPointerException.class)
                    .hasMessage("registry must not be null: registry=null");
            assertThatThrownBy(() -> new JvmMeters().bindTo(null)).isInstanceOf(NullPointerException.class)
                    .hasMessage("registry must not be null: registry=null");
        }
    }

    @Test
    void figuresChangeAlsoWhileTheRegistrysClockStands() {
        try (ActorSystem system = ActorSystem.builder().name("still").build();
                ActorMetrics metrics = new ActorMetrics(system)) {
            metrics.bindTo(registry);
            assertThat(registry.get("actors.registry.size").gauge().value()).isZero();
            system.spawn("a", Integer.class, (self, n) -> {});
            await().until(() -> registry.get("actors.registry.size").gauge().value() == 1);
        }
    }

    @Test
    void aBindingThatFailsLeavesNothing() {
        try (ActorSystem system = ActorSystem.builder().name("half").build()) {
            AtomicBoolean fails = new AtomicBoolean(true);
            Inspection real = system.inspect();
            Inspection failing = (Inspection) Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] {Inspection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("attach") && fails.get()) throw new OutOfMemoryError("planted");
                        return method.invoke(real, arguments);
                    });
            try (ActorMetrics metrics = new ActorMetrics.Builder(failing).build()) {
                assertThatThrownBy(() -> metrics.bindTo(registry)).isInstanceOf(OutOfMemoryError.class)
                        .hasMessage("planted");
                assertThat(registry.getMeters()).isEmpty();
                fails.set(false);
                metrics.bindTo(registry);
                assertThat(listens("half")).isTrue();
                assertThat(sent(registry, "half")).isZero();
            }
            assertThat(registry.getMeters()).isEmpty();
        }
    }
}
