package dev.troupe.bench;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.ops.ActorMetrics;
import dev.troupe.spi.Event;
import dev.troupe.spi.Probe;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What it costs a hop of [HandlerHop] that a probe is attached, which has one message of 64 timed, and that meters are bound to a
/// registry: `nobody` against `probe` and `meters`.
@Fork(jvmArgsAppend = {Hop.VIRTUAL, Hop.OPEN_LANG})
public class WatchedHop extends Hop {
    @Param({"nobody", "probe", "meters"})
    public String watched = "nobody";

    private ActorSystem system;
    private ActorRef<Integer> ping;
    private ActorRef<Integer> pong;
    private final Sums sums = new Sums();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private ActorMetrics metrics;

    private static final class Sums implements Probe {
        private long processedNanos;
        private long waitedNanos;

        @Override
        public void happened(Event event) {}

        @Override
        public void processed(String actor, String group, long nanos) {
            processedNanos += nanos;
        }

        @Override
        public void waited(String actor, String group, long nanos) {
            waitedNanos += nanos;
        }
    }

    @Setup
    public void spawn() {
        system = ActorSystem.create();
        metrics = new ActorMetrics(system);
        switch (watched) {
            case "probe" -> system.inspect().attach(sums);
            case "meters" -> metrics.bindTo(registry);
            default -> {}
        }
        ping = system.spawn("ping", Integer.class, (self, ball) -> {
            if (goesOn()) pong.tell(ball);
        });
        pong = system.spawn("pong", Integer.class, (self, ball) -> {
            if (goesOn()) ping.tell(ball);
        });
    }

    @TearDown
    public void close() {
        String scraped = registry.scrape();
        metrics.close();
        system.close();
        if (watched.equals("meters") && !scraped.contains("actors_processing_seconds_count"))
            throw new IllegalStateException("a message of 64 must be timed: scraped=" + scraped);
        if (watched.equals("probe") && (sums.processedNanos == 0 || sums.waitedNanos == 0))
            throw new IllegalStateException("a probe that is attached must be told: processed=" + sums.processedNanos);
    }

    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void byReference() {
        left = HOPS;
        ping.tell(BALL);
        system.run();
    }
}
