package dev.troupe.ops.internal.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.Props;
import dev.troupe.spi.Event;
import dev.troupe.spi.Inspection;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class BoardTest {
    private final io.micrometer.core.instrument.MockClock time = new io.micrometer.core.instrument.MockClock();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT,
            new PrometheusRegistry(), time);
    private final ActorSystem system = ActorSystem.create();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicLong nanoTime = new AtomicLong();
    private volatile boolean fails;

    @AfterEach
    void end() {
        system.close();
    }

    private Board board() {
        Inspection real = system.inspect();
        Inspection counted = (Inspection) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {Inspection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("schedulers")) polls.incrementAndGet();
                    if (fails) throw new IllegalStateException("planted");
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return new Board(registry, counted, Tags.of("system", "s"), Tags.empty(), false, nanoTime::get);
    }

    @Test
    void pollsOnceAScrapeAndNotOnceAMeter() {
        for (int n = 0; n < 50; n++)
            system.spawn("a" + n, Props.of(Integer.class, (self, m) -> {}).group("g" + n));
        Board board = board();
        int before = polls.get();
        for (int scrapes = 1; scrapes <= 3; scrapes++) {
            time.add(java.time.Duration.ofSeconds(1));
            assertThat(registry.scrape()).contains("actors_live{system=\"s\",type=\"g49\"} 1.0");
            assertThat(polls.get() - before).isEqualTo(scrapes);
        }
        board.close();
        assertThat(registry.scrape()).isEmpty();
    }

    @Test
    void pollsAlsoWhileTheRegistrysClockStands() {
        Board board = board();
        assertThat(registry.get("actors.registry.size").gauge().value()).isZero();
        system.spawn("a", Props.of(Integer.class, (self, m) -> {}).group("g"));
        nanoTime.addAndGet(99_000_000);
        assertThat(registry.get("actors.registry.size").gauge().value()).isZero();
        nanoTime.addAndGet(1_000_000);
        assertThat(registry.get("actors.registry.size").gauge().value()).isEqualTo(1);
        board.close();
    }

    @Test
    void showsTheLastFiguresWhenAPollFails() {
        Board board = board();
        system.spawn("a", Props.of(Integer.class, (self, m) -> {}).group("g"));
        time.add(java.time.Duration.ofSeconds(1));
        assertThat(registry.get("actors.registry.size").gauge().value()).isEqualTo(1);
        fails = true;
        time.add(java.time.Duration.ofSeconds(1));
        assertThat(registry.get("actors.registry.size").gauge().value()).isEqualTo(1);
        board.close();
    }

    @Test
    void countsWhatWasMissed() {
        Board board = board();
        board.missed(3);
        board.missed(4);
        board.thinned(5);
        assertThat(registry.get("actors.samples.missed").tag("kind", "event").functionCounter().count()).isEqualTo(7);
        assertThat(registry.get("actors.samples.missed").tag("kind", "time").functionCounter().count()).isEqualTo(5);
        board.close();
    }

    @Test
    void threeHundredPoolsAreAHundredAndOther() {
        Board board = board();
        for (int n = 0; n < 300; n++) board.happened(new Event.WorkEnded("p" + n, "threads", "done", 1, 2));
        assertThat(registry.get("actors.offload").timers()).hasSize(101);
        assertThat(registry.get("actors.offload").tag("pool", "other").timer().count()).isEqualTo(200);
        board.close();
    }

    @Test
    void leavesNothingBehindWhenItIsClosedInBetween() {
        Board board = board();
        board.close();
        board.happened(new Event.Spawned("a", "late"));
        board.happened(new Event.WorkEnded("late", "threads", "done", 1, 2));
        board.processed("a", "late", 1);
        assertThat(registry.getMeters()).isEmpty();
    }
}
