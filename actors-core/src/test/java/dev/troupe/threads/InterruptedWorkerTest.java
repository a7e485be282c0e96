package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static dev.troupe.threads.Ensemble.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.HandlerContext;
import dev.troupe.threads.Kind.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A worker whose interrupt status is set goes on with its work, shows the status to nobody else, and still sleeps when there
/// is nothing to do. Invariants 1 and 5.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class InterruptedWorkerTest {
    private static final int OTHERS = 50;

    /// What an actor does to the thread it runs on.
    enum Deed implements Order {
        INTERRUPTS {
            @Override
            public void run(HandlerContext<Order> self) {
                Thread.currentThread().interrupt();
            }
        },
        SWALLOWS_AND_SETS_AGAIN {
            @Override
            @SuppressWarnings("Interruption") // what this test is about
            public void run(HandlerContext<Order> self) {
                Thread.currentThread().interrupt();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException again) {
                    Thread.currentThread().interrupt();
                }
            }
        },
        THROWS_WITH_IT_SET {
            @Override
            public void run(HandlerContext<Order> self) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("crash");
            }
        }
    }

    private final AtomicInteger seen = new AtomicInteger();

    private Order looks(CountDownLatch ran) {
        return _ -> {
            if (Thread.currentThread().isInterrupted()) seen.incrementAndGet();
            ran.countDown();
        };
    }

    private static List<ActorRef<Order>> others(Ensemble ensemble) {
        List<ActorRef<Order>> others = new ArrayList<>();
        for (int n = 0; n < OTHERS; n++) others.add(ensemble.puppet("o" + n, Kind.alternately(n)));
        return others;
    }

    /// They are told in the very turn that leaves the status set, and run on the same worker behind it.
    @ParameterizedTest
    @CsvSource({"1, HANDLER, INTERRUPTS", "1, BODY, INTERRUPTS", "2, HANDLER, INTERRUPTS",
        "1, HANDLER, SWALLOWS_AND_SETS_AGAIN", "1, BODY, SWALLOWS_AND_SETS_AGAIN",
        "1, HANDLER, THROWS_WITH_IT_SET",
        "1, BODY, THROWS_WITH_IT_SET"})
    void byItsOwnActorGoesOnAndOthersDontSeeIt(int workers, Kind kind, Deed deed) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> others = others(ensemble);
            for (int round = 0; round < 20; round++) {
                CountDownLatch ran = new CountDownLatch(OTHERS);
                ActorRef<Order> one = ensemble.puppet("one" + round, kind);
                one.tell(self -> {
                    for (ActorRef<Order> other : others) other.tell(looks(ran));
                    deed.run(self);
                });
                comes(ran);
            }
            assertThat(seen.get()).isZero();
            assertThat(ensemble.failures).hasSize(deed == Deed.THROWS_WITH_IT_SET ? 20 : 0);
        }
    }

    /// The worker sleeps, and is interrupted by whoever kept its handle.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fromOutsideWhileIdleGoesOnAndNobodySeesIt(int workers) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> others = others(ensemble);
            for (int round = 0; round < 20; round++) {
                CountDownLatch ran = new CountDownLatch(OTHERS);
                ensemble.settle();
                eventually(() -> ensemble.threads().stream().allMatch(InterruptedWorkerTest::sleeps));
                for (Thread worker : ensemble.threads("worker")) worker.interrupt();
                eventually(() -> ensemble.threads().stream().allMatch(InterruptedWorkerTest::sleeps));
                for (ActorRef<Order> other : others) other.tell(looks(ran));
                comes(ran);
            }
            assertThat(seen.get()).isZero();
            assertThat(ensemble.threads("worker")).hasSizeBetween(1, workers);
        }
    }

    /// A turn that blocks is woken by it, as any code that blocks is; those behind it don't see it.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fromOutsideInAHandlersTurnIsThatHandlers(int workers) throws Exception {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> others = others(ensemble);
            CountDownLatch ran = new CountDownLatch(OTHERS);
            CompletableFuture<Thread> worker = new CompletableFuture<>();
            ensemble.puppet("blocked", Kind.HANDLER).tell(_ -> {
                for (ActorRef<Order> other : others) other.tell(looks(ran));
                worker.complete(Thread.currentThread());
                new CountDownLatch(1).await();
            });
            worker.get().interrupt();
            comes(ran);
            ensemble.settle();
            assertThat(seen.get()).isZero();
            assertThat(ensemble.failures).singleElement()
                    .satisfies(failure -> assertThat(failure.cause()).isInstanceOf(InterruptedException.class));
        }
    }

    /// However often: no message is lost to it, and the system becomes quiet.
    @ParameterizedTest
    @CsvSource({"1, HANDLER", "1, BODY", "2, HANDLER", "2, BODY"})
    void fromOutsideAllTheTimeLosesNothing(int workers, Kind kind) throws InterruptedException {
        int hops = Ensemble.BATON ? 5_000 : 100_000;
        try (Ensemble ensemble = Ensemble.on(workers)) {
            int[] hopped = {0, 0};
            List<ActorRef<Integer>> pair = new ArrayList<>();
            for (int at = 0; at < 2; at++) {
                int me = at;
                pair.add(ensemble.system.spawn("p" + me, kind.props(Integer.class, (_, n) -> {
                    hopped[me]++;
                    if (n > 1) pair.get(1 - me).tell(n - 1);
                })));
            }
            AtomicBoolean over = new AtomicBoolean();
            ensemble.puppet("starter", Kind.HANDLER).tell(_ -> {}); // bodies may have threads of their own
            pair.getFirst().tell(hops);
            eventually(() -> !ensemble.threads("worker").isEmpty());
            List<Thread> workerThreads = ensemble.threads("worker");
            Thread nuisance = Thread.ofPlatform().name("nuisance").start(() -> {
                while (!over.get()) {
                    workerThreads.forEach(Thread::interrupt);
                    for (int spin = 0; spin < 500; spin++) Thread.onSpinWait();
                }
            });
            try {
                ensemble.settle();
            } finally {
                over.set(true);
                nuisance.join();
            }
            assertThat(hopped[0] + hopped[1]).isEqualTo(hops);
            assertThat(ensemble.failures).isEmpty();
            assertThat(workerThreads).allMatch(Thread::isAlive);
        }
    }

    /// For as long as this thread needs for a piece of work, idle workers do none, whatever they were interrupted by.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void sleepsWhenThereIsNothingToDo(int workers) throws Exception {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            CountDownLatch all = new CountDownLatch(workers);
            for (int n = 0; n < workers; n++) ensemble.puppet("p" + n, Kind.HANDLER).tell(self -> {
                all.countDown();
                comes(all);
                Deed.SWALLOWS_AND_SETS_AGAIN.run(self);
            });
            ensemble.settle();
            List<Thread> workerThreads = ensemble.threads("worker");
            assertThat(workerThreads).hasSize(workers);
            workerThreads.forEach(Thread::interrupt);
            eventually(() -> workerThreads.stream().allMatch(InterruptedWorkerTest::sleeps));
            Map<Thread, Long> before = used(workerThreads);
            long piece = 150_000_000;
            CpuTime.burn(piece);
            Map<Thread, Long> after = used(workerThreads);
            for (Thread worker : workerThreads)
                assertThat(after.get(worker) - before.get(worker)).as(worker.getName()).isLessThan(piece / 10);
        }
    }

    private static boolean sleeps(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static Map<Thread, Long> used(List<Thread> threads) throws ReflectiveOperationException {
        Map<Thread, Long> used = new java.util.HashMap<>();
        for (Thread thread : threads) used.put(thread, CpuTime.nanos(thread));
        return used;
    }
}
