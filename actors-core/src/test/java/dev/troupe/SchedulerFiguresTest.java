package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.WorkerFigures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Schedulers and their threads for who looks on: what is shown, by which name, and that it never goes back.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchedulerFiguresTest {
    private static final int FLOOD = 30_000;
    private final AtomicLong handled = new AtomicLong();

    private static SchedulerFigures row(Inspection seen, String name) {
        return seen.schedulers().stream().filter(each -> each.scheduler().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void poolsOfOneNameAreTold() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            List<Scheduler> all = List.of(Scheduler.parallel(2), Scheduler.parallel(2),
                    Scheduler.parallel(2).named("deque"),
                    Scheduler.blocking(), Scheduler.blocking().driven());
            for (int at = 0; at < all.size(); at++)
                system.spawn("a" + at, Props.of(Integer.class, (self, n) -> {}).scheduler(all.get(at)));
            Inspection seen = system.inspect();
            assertThat(seen.schedulers()).extracting(SchedulerFigures::scheduler).containsExactlyInAnyOrder("deque",
                    "parallel-2", "parallel-2#2", "deque#2", "blocking", "blocking#2");
            assertThat(seen.workers()).extracting(each -> each.scheduler() + "/" + each.index())
                    .containsExactlyInAnyOrder("deque/1", "parallel-2/1", "parallel-2/2", "parallel-2#2/1",
                            "parallel-2#2/2",
                            "deque#2/1", "deque#2/2");
            assertThat(seen.actors()).extracting(ActorFigures::scheduler).containsExactlyInAnyOrder("parallel-2",
                    "parallel-2#2", "deque#2", "blocking", "blocking#2");
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void spareThreadsAreShownAndWhatTheyHaveDoneStays() {
        CountDownLatch goesOn = new CountDownLatch(1);
        CountDownLatch blocks = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(1)).build()) {
            system.spawn("blocks", Integer.class, (self, n) -> {
                blocks.countDown();
                waitFor(goesOn);
            });
            ActorRef<Integer> counts = system.spawn("counts", Integer.class, (self, n) -> {
                if (handled.incrementAndGet() == 1_000) waitFor(goesOn); // else the spare may have gone before it is seen
            });
            system.tell("blocks", 1);
            waitFor(blocks); // the only worker, so that the rest is left to a spare
            for (int n = 0; n < 1_000; n++) counts.tell(n);
            await().until(() -> handled.get() == 1_000);
            assertThat(system.inspect().workers()).filteredOn(worker -> worker.thread().contains("-spare-"))
                    .anySatisfy(worker -> {
                        assertThat(worker.turns()).isPositive();
                        assertThat(worker.upNanos()).isPositive();
                    });
            assertThat(row(system.inspect(), "parallel-1").turns()).isGreaterThanOrEqualTo(999);
            goesOn.countDown();
            await().until(() -> row(system.inspect(), "parallel-1").workers() == 1);
            assertThat(row(system.inspect(), "parallel-1").turns()).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void countsOfAPoolNeverGoBack() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            neverGoBack(system);
        }
    }

    @Test
    void countsOfTheDequeNeverGoBack() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            system.drive();
            neverGoBack(system);
        }
    }

    /// Some at a time, so that the threads sleep in between.
    private void neverGoBack(ActorSystem system) {
        ActorRef<Integer> ball = system.spawn("ball", Integer.class, (self, n) -> {
            handled.incrementAndGet();
            if (n > 0) self.ref().tell(n - 1);
        });
        AtomicBoolean over = new AtomicBoolean();
        Thread.ofPlatform().daemon().start(() -> {
            for (int n = 0; n < FLOOD && !over.get(); n += 300) {
                ball.tell(299);
                while (handled.get() < n + 300 && !over.get()) Thread.onSpinWait();
            }
        });
        Map<String, long[]> before = new HashMap<>();
        Inspection seen = system.inspect();
        try {
            while (handled.get() < FLOOD) compare(seen, before);
        } finally {
            over.set(true);
        }
    }

    private static void compare(Inspection seen, Map<String, long[]> before) {
        for (WorkerFigures worker : seen.workers()) {
            long[] now = {worker.turns(), worker.rounds(), worker.busyNanos(), worker.upNanos()};
            long[] last = before.put(worker.scheduler() + worker.index(), now);
            for (int at = 0; last != null && at < now.length; at++)
                assertThat(now[at]).as("figure %d of %s", at, worker).isGreaterThanOrEqualTo(last[at]);
        }
    }
}
