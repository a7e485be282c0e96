package dev.troupe.ops;

import dev.troupe.ActorSystem;
import dev.troupe.simulation.ManualClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/// A system on the deque, its meters, and clocks in the test's hands. Each figure that is read is a fresh one.
final class MetersScene implements AutoCloseable {
    final ManualClock time = new ManualClock();
    final ActorSystem system = ActorSystem.builder().name("scene").clock(time).closeLimit(Duration.ZERO).build();
    final MockClock registryTime = new MockClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, registryTime);
    final ActorMetrics metrics = ActorMetrics.of(system).every(1).build();

    MetersScene() {
        metrics.bindTo(registry);
    }

    /// Runs the system until nothing is left, and what was heard is recorded.
    void settle() {
        system.run();
        heard();
    }

    /// What was heard until now is recorded when this returns: an ask of one's own is told behind it.
    void heard() {
        Timer absent = timer(ActorMeter.ASK, "outcome", "absent");
        long before = absent.count();
        CompletableFuture<Object> nobody = system.ask("nobody " + before, to -> to, Duration.ofSeconds(1))
                .toCompletableFuture();
        if (!nobody.isCompletedExceptionally()) throw new IllegalStateException("an ask of nobody must fail at once");
        org.awaitility.Awaitility.await().until(() -> absent.count() > before);
    }

    double gauge(ActorMeter meter, String... tags) {
        return search(meter, tags).gauge().value();
    }

    double count(ActorMeter meter, String... tags) {
        return search(meter, tags).functionCounter().count();
    }

    Timer timer(ActorMeter meter, String... tags) {
        return registry.get(meter.meterName()).tag("system", "scene").tags(tags).timer();
    }

    /// A first look has what is new registered, a second one reads it.
    private RequiredSearch search(ActorMeter meter, String... tags) {
        registryTime.add(Duration.ofSeconds(1));
        registry.get(ActorMeter.SENT.meterName()).functionCounter().count();
        return registry.get(meter.meterName()).tag("system", "scene").tags(tags);
    }

    static List<String> values(MeterRegistry registry, String key) {
        return registry.getMeters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.getId().getTagsAsIterable().spliterator(), false))
                .filter(tag -> tag.getKey().equals(key)).map(Tag::getValue).distinct().toList();
    }

    @Override
    public void close() {
        metrics.close();
        system.close();
        registry.close();
    }
}
