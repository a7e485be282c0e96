package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.offload.ThreadPool;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorState;
import dev.troupe.spi.Event;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.Probe;
import dev.troupe.spi.Totals;
import dev.troupe.spi.Trace;
import dev.troupe.spi.WorkerFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The snippets in the documentation of what is seen from outside, run.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InspectionSnippetsTest {
    private final List<Object> out = new ArrayList<>();

    private void println(Object text) {
        out.add(text);
    }

    @Test
    @Tag("classpath")
    void inspection() {
        try (var system = ActorSystem.create()) {
            // @start region="inspection"
            Inspection inspection = system.inspect();
            system.spawn("sum", Integer.class, (self, n) -> println(12 / n));
            for (int n : new int[] {1, 2, 0, 3}) system.tell("sum", n);
            system.run();
            Totals now = inspection.totals();
            println(now.processed() + " processed, " + now.live() + " live");
            now.failures().forEach(kind -> println(kind.exception() + " " + kind.directive() + " " + kind.count()));
            // @end
        }
    }

    @Test
    void groups() {
        try (var system = ActorSystem.create()) {
            // @start region="groups"
            Handler<Integer> work = (self, n) -> println(n);
            system.spawn("a", Props.of(Integer.class, work).group("workers"));
            system.spawn("b", Props.of(Integer.class, work).group("workers"));
            system.spawn("c", Integer.class, work);
            for (GroupFigures group : system.inspect().groups()) println(group.group() + " " + group.live());
            // @end
        }
    }

    @Test
    void workers() {
        try (var system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            // @start region="workers"
            for (WorkerFigures worker : system.inspect().workers())
                switch (worker.state()) {
                case BUSY -> println(worker.thread() + " sees to " + worker.actor());
                case IDLE, PARKED -> println(worker.scheduler() + " has nothing to do");
                }
            system.inspect().schedulers().forEach(scheduler -> println(scheduler.ready() + " ready"));
            // @end
        }
    }

    @Test
    void actors() {
        try (var system = ActorSystem.create()) {
            // @start region="actors"
            for (int n = 1; n <= 20; n++) system.spawn("orders-" + n, String.class, (self, text) -> println(text));
            system.tell("orders-7", "one");
            ActorQuery busiest = ActorQuery.ALL.search("ORDERS").descending(ActorQuery.Order.DEPTH).page(0, 10);
            system.inspect().actors(busiest).rows()
                    .forEach(row -> println(row.path() + " " + row.state() + " " + row.depth()));
            println(system.inspect().actors(busiest.state(ActorState.STOPPING)).matching());
            // @end
        }
    }

    @Test
    void tree() {
        try (var system = ActorSystem.create()) {
            system.spawn("shop", String.class, self -> {
                self.link(self.spawn("till", String.class, kid -> kid.receive()));
                self.receive();
            });
            system.run();
            // @start region="tree"
            Inspection inspection = system.inspect();
            inspection.tree("", 1_000).forEach(row -> println(row.path() + " below " + row.parent()));
            inspection.ties("shop").whenComplete((ties, missing) -> println(ties));
            inspection.waits().forEach(arrow -> println(arrow.waiter() + " " + arrow.what()));
            // @end
        }
    }

    @Test
    void pools() {
        try (var system = ActorSystem.create(); var pool = ThreadPool.of("images")) {
            // @start region="pools"
            system.show(pool);
            system.spawn("thumb", Integer.class,
                    self -> println(self.offload(pool, () -> IntStream.range(0, 100).sum())));
            system.run();
            for (PoolFigures each : system.inspect().pools())
                println(each.pool() + " " + each.done() + (each.processes() == null ? " in threads" : " in processes"));
            // @end
        }
    }

    @Test
    void probe() {
        try (var system = ActorSystem.create()) {
            // @start region="probe"
            Probe probe = new Probe() {
                @Override
                public void happened(Event event) {
                    switch (event) {
                        case Event.Failed(var failure) -> println(failure.actor() + ": " + failure.exception());
                        case Event.DeadLettered(var letter) -> println(letter.message() + " " + letter.reason());
                        default -> {}
                    }
                }

                @Override
                public void processed(String actor, String group, long nanos) {
                    println(actor + " was timed");
                }
            };
            try (var _ = system.inspect().attach(probe)) {
                system.spawn("half", Integer.class, (self, n) -> println(12 / n));
                for (int n = 0; n <= 3; n++) system.tell("half", n);
                system.run();
                println(system.inspect().deadLetters().size() + " dead letters");
            }
            // @end
        }
    }

    @Test
    void trace() {
        try (var system = ActorSystem.create()) {
            // @start region="trace"
            system.spawn("a", String.class, (self, text) -> self.tell("b", text.length()));
            system.spawn("b", Integer.class, (self, n) -> println(n));
            system.run();
            var trace = system.inspect().trace("b", Duration.ofSeconds(10), 100, true);
            system.tell("a", "abc");
            system.run();
            for (Trace.Entry entry : trace.map(Trace::entries).orElse(List.of()))
                println(entry.message() + " from " + entry.sender() + ": " + entry.body());
            trace.ifPresent(Trace::close);
            // @end
        }
        assertThat(out).hasSizeGreaterThan(0);
    }
}
