package dev.troupe.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorSystem;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import dev.troupe.spi.ActorState;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.WorkerFigures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who gives turns is seen from outside, also while a turn doesn't end.
@Tag("threads")
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersSeenTest {
    private static List<WorkerFigures> of(Inspection seen, String scheduler) {
        return seen.workers().stream().filter(worker -> worker.scheduler().equals(scheduler)).toList();
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(2)).untilAsserted(holds);
    }

    @Test
    void aTurnThatDoesntEndIsSeen() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            system.spawn("slow", Integer.class, (self, n) -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int n = 0; n < 3; n++) system.tell("slow", n);
            begun.await();
            Inspection seen = system.inspect();
            eventually(() -> assertThat(of(seen, "parallel-2")).hasSize(2).anySatisfy(worker -> {
                assertThat(worker.actor()).isEqualTo("slow");
                assertThat(worker.state()).isEqualTo(WorkerFigures.State.BUSY);
                assertThat(worker.blocked()).isTrue();
                assertThat(worker.turnNanos()).isPositive();
                assertThat(worker.thread()).startsWith("troupe-");
            }));
            assertThat(seen.actor("slow").orElseThrow().state()).isEqualTo(ActorState.RUNNING);
            assertThat(seen.actor("slow").orElseThrow().depth()).isEqualTo(2);
            assertThat(seen.totals().processed()).isEqualTo(1);
            end.countDown();
            eventually(() -> {
                assertThat(seen.totals().processed()).isEqualTo(3);
                assertThat(of(seen, "parallel-2"))
                        .allMatch(worker -> worker.actor() == null && worker.turnNanos() == 0);
            });
            SchedulerFigures pool = seen.schedulers().get(1);
            assertThat(pool.scheduler()).isEqualTo("parallel-2");
            assertThat(pool.workers()).isEqualTo(2);
            assertThat(pool.turns()).isEqualTo(4); // with its start
            assertThat(pool.rounds()).isBetween(1L, 4L);
            eventually(() -> assertThat(seen.schedulers().get(1).delayNanos()).isPositive());
        } finally {
            end.countDown();
        }
    }

    @Test
    void aTurnOfTheDequeThatDoesntEndIsSeen() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.create()) {
            Inspection seen = system.inspect();
            assertThat(of(seen, "deque").getFirst().state()).isEqualTo(WorkerFigures.State.PARKED);
            assertThat(seen.schedulers().getFirst().workers()).isZero();
            system.spawn("slow", Props.of(Integer.class, (self, n) -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }).scheduler(Scheduler.deque()));
            for (int n = 0; n < 3; n++) system.tell("slow", n);
            system.drive();
            begun.await();
            eventually(() -> {
                WorkerFigures deque = of(seen, "deque").getFirst();
                assertThat(deque.actor()).isEqualTo("slow");
                assertThat(deque.turnNanos()).isPositive();
                assertThat(deque.ready()).isEqualTo(2);
            });
            assertThat(seen.actor("slow").orElseThrow().state()).isEqualTo(ActorState.RUNNING);
            assertThat(seen.actor("slow").orElseThrow().depth()).isEqualTo(2);
            seen.schedulers(); // the pilot waits as well
            eventually(() -> assertThat(seen.schedulers().getFirst().delayNanos()).isGreaterThan(1_000_000));
            end.countDown();
            eventually(() -> {
                assertThat(seen.totals().processed()).isEqualTo(3);
                assertThat(of(seen, "deque").getFirst().state()).isEqualTo(WorkerFigures.State.PARKED);
                assertThat(of(seen, "deque").getFirst().parks()).isPositive();
            });
        } finally {
            end.countDown();
        }
    }

    @Test
    void sumsAreExactOnceAllIsQuiet() {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(4)).build()) {
            for (int n = 0; n < 50; n++) {
                int next = (n + 1) % 50;
                system.spawn("a" + n, Integer.class, (self, hops) -> {
                    if (hops > 0) self.tell("a" + next, hops - 1);
                });
            }
            for (int n = 0; n < 50; n++) system.tell("a" + n, 999);
            long before = 0;
            while (system.inspect().totals().processed() < 50_000) {
                long now = system.inspect().totals().processed();
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
            assertThat(system.inspect().totals().processed()).isEqualTo(50_000);
            assertThat(system.inspect().totals().sent()).isEqualTo(50_000);
            eventually(() -> assertThat(system.inspect().schedulers().get(1).turns()).isGreaterThanOrEqualTo(50_050));
        }
    }

    @Test
    void threadsOfTheirOwnAreCounted() {
        try (ActorSystem system = ActorSystem.create()) {
            system.spawn("own", Props.of(Integer.class, (self, n) -> {}).scheduler(Scheduler.pinned()));
            system.tell("own", 1);
            Inspection seen = system.inspect();
            eventually(() -> assertThat(seen.totals().processed()).isEqualTo(1));
            assertThat(seen.actor("own").orElseThrow().scheduler()).isEqualTo("pinned");
            assertThat(seen.schedulers().get(1)).satisfies(row -> {
                assertThat(row.scheduler()).isEqualTo("pinned");
                assertThat(row.workers()).isEqualTo(1);
            });
        }
    }
}
