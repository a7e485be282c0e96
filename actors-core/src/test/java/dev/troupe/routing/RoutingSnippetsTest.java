package dev.troupe.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The snippets of the public documentation of routers: shown there as they stand here, and asserted here.
@Tag("classpath")
@SuppressWarnings("FutureReturnValueIgnored") // launched tasks report their own failures
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoutingSnippetsTest {
    private final List<String> out = Collections.synchronizedList(new ArrayList<>());

    record Job(String customer, int number) {}

    private List<ActorRef<Job>> workers(ActorSystem system, int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(n -> system.spawn("worker-" + n, Props.of(Job.class, self -> {
                    while (true) out.add(self.name() + " " + self.receive().number());
                }).mailbox(Mailbox.bounded(100)))).toList();
    }

    @Test
    void router() {
        try (var system = ActorSystem.create()) {
            List<ActorRef<Job>> workers = workers(system, 3);
            // @start region="router"
            Router<Job> router = Router.roundRobin(workers);
            for (int n = 1; n <= 6; n++) router.tell(new Job("ada", n)); // two for each of three
            router.broadcast(new Job("ada", 7)); // one for each
            // @end
            system.run();
            assertThat(out).hasSize(9).contains("worker-1 1", "worker-1 4", "worker-3 3", "worker-2 7");
        }
    }

    @Test
    void roundRobin() {
        try (var system = ActorSystem.create()) {
            List<ActorRef<Job>> workers = workers(system, 2);
            // @start region="roundRobin"
            Router<Job> router = Router.roundRobin(workers);
            for (int n = 1; n <= 4; n++) router.tell(new Job("ada", n)); // 1 and 3 to the first, 2 and 4 to the second
            // @end
            system.run();
            assertThat(out).containsExactlyInAnyOrder("worker-1 1", "worker-2 2", "worker-1 3", "worker-2 4");
        }
    }

    @Test
    void random() {
        try (var system = ActorSystem.create()) {
            List<ActorRef<Job>> workers = workers(system, 3);
            // @start region="random"
            Router<Job> router = Router.random(workers, 42); // the same choices on each run
            for (int n = 1; n <= 4; n++) router.tell(new Job("ada", n));
            // @end
            system.run();
            assertThat(out).hasSize(4);
        }
    }

    @Test
    void leastLoaded() {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            // @start region="leastLoaded"
            Props<Integer> quick = Props.of(Integer.class, self -> {
                while (true) out.add("quick " + self.receive());
            });
            Props<Integer> slow = Props.of(Integer.class, self -> {
                while (true) {
                    int job = self.receive();
                    self.sleep(Duration.ofMillis(100));
                    out.add("slow " + job);
                }
            });
            Router<Integer> router = Router.leastLoaded(List.of(
                    system.spawn("slow", slow.mailbox(Mailbox.bounded(10))), // bounded, so that it counts
                    system.spawn("quick", quick.mailbox(Mailbox.bounded(10)))));
            system.launch(self -> {
                for (int job = 1; job <= 4; job++) {
                    router.tell(job); // the first to the slow one, the others to the quick one
                    self.sleep(Duration.ofMillis(10));
                }
            });
            // @end
            for (int step = 0; step <= 10; step++) {
                system.run(); // until only time is missing
                clock.advance(Duration.ofMillis(10));
            }
            assertThat(out).containsExactly("quick 2", "quick 3", "quick 4", "slow 1");
        }
    }

    @Test
    void hashed() {
        try (var system = ActorSystem.create()) {
            List<ActorRef<Job>> workers = workers(system, 3);
            // @start region="hashed"
            Router<Job> router = Router.hashed(workers, Job::customer);
            router.tell(new Job("ada", 1));
            router.tell(new Job("grace", 2));
            router.tell(new Job("ada", 3)); // to the one that has got 1, and behind it
            // @end
            system.run();
            String one = out.stream().filter(line -> line.endsWith(" 1")).findFirst().orElseThrow();
            assertThat(out).containsSubsequence(one, one.replace(" 1", " 3"));
        }
    }

    @Test
    void props() {
        try (var system = ActorSystem.create()) {
            List<ActorRef<Job>> workers = workers(system, 2);
            // @start region="props"
            ActorRef<Job> router = system.spawn("router", Router.roundRobin(workers).props());
            router.tell(new Job("ada", 1));
            system.tell("router", new Job("ada", 2));
            // @end
            system.run();
            assertThat(out).containsExactlyInAnyOrder("worker-1 1", "worker-2 2");
        }
    }
}
