package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stages that complete on other threads at the very moment of suspension, and many of them. Holds invariants 1, 4 and 7:
/// a wait ends, and holds no thread.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class AwaitRaceTest {
    private static final int REPETITIONS = 20_000;

    private static void spin(int steps) {
        for (int n = 0; n < steps; n++) Thread.onSpinWait();
    }

    /// @param bodyFirst how long at most the other thread dawdles
    /// @param otherFirst how long at most the body dawdles
    private static void race(int bodyFirst, int otherFirst, boolean inActor) {
        LinkedTransferQueue<CompletableFuture<Integer>> open = new LinkedTransferQueue<>();
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                for (var next = open.take(); next != end; next = open.take()) {
                    spin(ThreadLocalRandom.current().nextInt(bodyFirst));
                    next.complete(1);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        AtomicInteger sum = new AtomicInteger();
        try (Stage stage = new Stage()) {
            TaskAction body = self -> {
                for (int n = 0; n < REPETITIONS; n++) {
                    CompletableFuture<Integer> future = new CompletableFuture<>();
                    open.add(future);
                    spin(ThreadLocalRandom.current().nextInt(otherFirst));
                    sum.addAndGet(self.await(future));
                }
            };
            if (inActor) stage.system.spawn("a", Object.class, body::run);
            else stage.system.launch(body);
            stage.settle();
            assertThat(stage.failures).isEmpty();
        } finally {
            open.add(end);
        }
        assertThat(sum).hasValue(REPETITIONS);
        assertThat(other).satisfies(Thread::join);
    }

    @Test
    void completedJustBefore() {
        race(1, 200, false);
    }

    @Test
    void completedJustAfter() {
        race(200, 1, false);
    }

    @Test
    void completedInEitherOrder() {
        race(100, 100, false);
    }

    @Test
    void completedInEitherOrderInsideAnActor() {
        race(100, 100, true);
    }

    @Test
    void completedInEitherOrderWhileTheDequeHasOtherWork() {
        try (Stage stage = new Stage(); ExecutorService pool = Executors.newFixedThreadPool(2)) {
            AtomicInteger sum = new AtomicInteger();
            List<Task<Void>> tasks = new ArrayList<>();
            for (int t = 0; t < 20; t++) tasks.add(stage.system.launch(self -> {
                for (int n = 0; n < REPETITIONS / 20; n++) {
                    sum.addAndGet(self.await(CompletableFuture.supplyAsync(() -> 1, pool)));
                    if (n % 3 == 0) self.yield();
                }
            }));
            stage.settle();
            assertThat(sum).hasValue(REPETITIONS);
            assertThat(tasks).allMatch(Task::isDone);
        }
    }

    @Test
    void aCancelAtTheMomentOfCompletionLosesNeither() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (Stage stage = new Stage()) {
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger unwound = new AtomicInteger();
            for (int round = 0; round < 100; round++) {
                Map<Task<Integer>, CompletableFuture<Integer>> await = new LinkedHashMap<>();
                for (int n = 0; n < 50; n++) {
                    CompletableFuture<Integer> future = new CompletableFuture<>();
                    await.put(stage.system.start(self -> {
                        begun.incrementAndGet();
                        try {
                            return self.await(future);
                        } finally {
                            unwound.incrementAndGet();
                        }
                    }), future);
                }
                stage.turns();
                assertThat(begun).hasValue((round + 1) * 50);
                await.forEach((task, future) -> {
                    pool.execute(() -> future.complete(1));
                    pool.execute(() -> task.cancel(true));
                });
                stage.settle();
            }
            pool.shutdown();
            Stage.eventually(pool::isTerminated);
            stage.settle();
            assertThat(unwound).hasValue(5_000);
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void tenThousandTasksThatAwaitHoldNoThread() {
        int before = platformThreads();
        int size = 4;
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger peak = new AtomicInteger();
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        try (Stage stage = new Stage(); ExecutorService pool = Executors.newFixedThreadPool(size)) {
            for (int t = 0; t < 10_000; t++) stage.system.launch(self -> {
                if (begun.incrementAndGet() == 10_000) {
                    peak.accumulateAndGet(platformThreads(), Math::max);
                    go.countDown();
                }
                for (int n = 0; n < 10; n++) {
                    sum.addAndGet(self.await(CompletableFuture.supplyAsync(() -> {
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        return 1;
                    }, pool)));
                    if (sum.get() % 5_000 == 0) peak.accumulateAndGet(platformThreads(), Math::max);
                }
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
        }
        assertThat(sum).hasValue(100_000);
        // one more: a thread that stands in for the caller of run, where the engine needs another kind; or the timers'
        assertThat(peak.get()).isLessThanOrEqualTo(before + size + processors + 1 + Stage.SCHEDULER.workers());
    }

    /// Virtual threads are not among them.
    private static int platformThreads() {
        return Thread.getAllStackTraces().size();
    }
}
