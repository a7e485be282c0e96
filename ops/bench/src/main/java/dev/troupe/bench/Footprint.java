package dev.troupe.bench;

import dev.troupe.Actor;
import dev.troupe.ActorSystem;
import dev.troupe.Handler;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import com.sun.management.OperatingSystemMXBean;

/// What idle actors take: spawns very many, lets each start, and looks at the heap, and for some seconds at what the JVM uses
/// of the processors.
///
/// A unit is one actor that has started and waits for its first message, with its name in the registry.
final class Footprint {
    /// While they rest: what the compiler and the collector have left to do is over by then.
    private static final int REST_SECONDS = 3;
    private static final int LOOK_SECONDS = 10;

    private Footprint() {}

    public static void main(String[] args) throws InterruptedException {
        String kind = args.length == 0 ? "" : args[0];
        int actors = args.length < 2 ? 1_000_000 : Integer.parseInt(args[1]);
        Actor<Integer> body = self -> {
            while (true) self.receive();
        };
        Handler<Integer> handler = (self, message) -> {};
        switch (kind) {
            case "bodies" -> measure(kind, actors, system -> system.spawn(Integer.class, body));
            case "handlers" -> measure(kind, actors, system -> system.spawn(Integer.class, handler));
            default -> throw new IllegalArgumentException(
                    "footprint: say bodies or handlers, then how many: footprint bodies 1000000");
        }
    }

    private interface Spawn {
        void one(ActorSystem system);
    }

    private static void measure(String kind, int actors, Spawn spawn)
            throws InterruptedException {
        try (ActorSystem first = ActorSystem.create()) { // loads the classes
            spawn.one(first);
            first.run();
        }
        System.out.printf("%d idle %s, engine=%s, heap limit=%s%n", actors, kind,
                Bench.engine(), Heap.limit());
        long before = Heap.usedBytes();
        ActorSystem system = ActorSystem.builder().closeLimit(Duration.ofMinutes(2)).build();
        long start = System.nanoTime();
        for (int i = 0; i < actors; i++) spawn.one(system);
        long spawned = System.nanoTime();
        system.run();
        long started = System.nanoTime();
        long after = Heap.usedBytes();
        System.out.printf("bytes for each actor: %d; heap in use: %s; spawned in %s, started in %s%n",
                (after - before) / actors, Heap.mega(after), seconds(spawned - start), seconds(started - spawned));
        System.out.printf("processor while idle: %.2f %% of one core, over %d s%n", 100 * busy(), LOOK_SECONDS);
        long closing = System.nanoTime();
        system.close();
        System.out.printf("closed in %s; heap in use then: %s%n", seconds(System.nanoTime() - closing),
                Heap.mega(Heap.usedBytes()));
    }

    private static double busy() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(REST_SECONDS));
        OperatingSystemMXBean jvm = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = jvm.getProcessCpuTime();
        Thread.sleep(Duration.ofSeconds(LOOK_SECONDS));
        return (jvm.getProcessCpuTime() - before) / (LOOK_SECONDS * 1e9);
    }

    private static String seconds(long nanos) {
        return "%.2f s".formatted(nanos / 1e9);
    }
}
