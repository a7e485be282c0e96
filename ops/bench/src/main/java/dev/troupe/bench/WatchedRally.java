package dev.troupe.bench;

import com.sun.management.ThreadMXBean;
import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.ops.ActorMetrics;
import dev.troupe.spi.Event;
import dev.troupe.spi.Probe;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// One JVM of [Watched]: two handlers that tell each other, and how they are looked at. Prints nanoseconds and bytes for a hop.
final class WatchedRally {
    private static final int WARM_UPS = 15;
    private static final int WINDOWS = 21;
    private static final int HOPS = 4_000_000;

    private final ActorSystem system = ActorSystem.create();
    private final ActorRef<Integer> ping;
    private final ActorRef<Integer> pong;
    private int left;

    private WatchedRally() {
        pong = system.spawn("pong", Integer.class, (self, ball) -> {
            if (--left > 0) back(ball);
        });
        ping = system.spawn("ping", Integer.class, (self, ball) -> {
            if (--left > 0) pong.tell(ball);
        });
    }

    private void back(Integer ball) {
        ping.tell(ball);
    }

    private static final class Sums implements Probe {
        private long nanos;

        @Override
        public void happened(Event event) {}

        @Override
        public void processed(String actor, String group, long nanosTaken) {
            nanos += nanosTaken;
        }

        @Override
        public void waited(String actor, String group, long nanosWaited) {
            nanos += nanosWaited;
        }
    }

    public static void main(String[] args) {
        WatchedRally rally = new WatchedRally();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ActorMetrics metrics = new ActorMetrics(rally.system);
        Sums sums = new Sums();
        switch (Watched.Way.valueOf(args[0])) {
            case NOBODY -> {}
            case PROBE -> rally.system.inspect().attach(sums);
            case METERS -> metrics.bindTo(registry);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] nanos = new double[WINDOWS];
        double[] bytes = new double[WINDOWS];
        for (int window = -WARM_UPS; window < WINDOWS; window++) {
            rally.left = HOPS;
            long time = threads.getCurrentThreadCpuTime();
            long heap = threads.getCurrentThreadAllocatedBytes();
            rally.ping.tell(Hop.BALL);
            rally.system.run();
            if (window < 0) continue;
            nanos[window] = (threads.getCurrentThreadCpuTime() - time) / (double) HOPS;
            bytes[window] = (threads.getCurrentThreadAllocatedBytes() - heap) / (double) HOPS;
        }
        if (sums.nanos == 0 && args[0].equals("PROBE"))
            throw new IllegalStateException("a probe must be told: nanos=0");
        System.out.printf(Locale.ROOT, "%.3f %.3f%n", Watched.middle(nanos), Watched.middle(bytes));
        metrics.close();
        rally.system.close();
    }
}
