package dev.troupe.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/// Several threads submit, offer and cancel at once, with a close in between: each piece of work has one outcome, no more run
/// than may, and no more are queued than the bound. Holds invariant 3 for work.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadPoolChaosTest {
    private static final int SUBMITTERS = 4;
    private static final int EACH = 2_000;

    @RepeatedTest(4)
    void everyPieceOfWorkHasOneOutcome() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int threads = 1 + random.nextInt(3);
        int bound = random.nextInt(5);
        boolean closes = random.nextBoolean();
        ThreadPool pool = ThreadPool.builder("chaos").threads(threads).queue(bound).build();
        LongAdder ends = new LongAdder();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        AtomicInteger mostQueued = new AtomicInteger();
        pool.listen(end -> ends.increment());
        Queue<Submission<Integer>> all = new ConcurrentLinkedQueue<>();
        LongAdder refused = new LongAdder();
        List<SplittableRandom> randoms = IntStream.range(0, SUBMITTERS).mapToObj(n -> random.split()).toList();
        List<Thread> submitters = randoms.stream().map(mine -> Thread.ofPlatform().start(() -> {
            for (int n = 0; n < EACH; n++) {
                int number = n;
                java.util.concurrent.Callable<Integer> work = () -> {
                    peak.accumulateAndGet(now.incrementAndGet(), Math::max);
                    if (number % 7 == 0) LockSupport.parkNanos(1);
                    now.decrementAndGet();
                    return number;
                };
                ThreadPool view = pool.priority(mine.nextInt(3));
                Submission<Integer> made = mine.nextInt(4) == 0
                        ? view.offer(work).orElse(null)
                        : view.submit(work);
                if (made == null) {
                    refused.increment();
                    continue;
                }
                all.add(made);
                if (mine.nextInt(3) == 0) made.cancel(mine.nextBoolean());
                mostQueued.accumulateAndGet(pool.stats().queued(), Math::max);
            }
        })).toList();
        if (closes) {
            while (all.size() < EACH) Thread.onSpinWait();
            pool.close();
        }
        for (Thread submitter : submitters) submitter.join();
        pool.close(Duration.ofSeconds(20));
        String run = "seed " + seed;
        assertThat(all).as(run).allMatch(Submission::isDone);
        assertThat(all.size() + refused.intValue()).as(run).isEqualTo(SUBMITTERS * EACH);
        assertThat(peak.get()).as(run).isBetween(closes ? 0 : 1, threads);
        assertThat(mostQueued.get()).as(run).isLessThanOrEqualTo(bound);
        PoolStats stats = pool.stats();
        assertThat(stats.active() + stats.queued() + stats.line()).as(run).isZero();
        assertThat(stats.done() + stats.failed() + stats.cancelled()).as(run).isEqualTo(ends.sum());
        long neverTaken = closes ? all.size() - ends.sum() : 0; // submitted to a pool that was closed
        assertThat(ends.sum() + neverTaken).as(run).isEqualTo(all.size());
        assertThat(all.stream().filter(work -> work.state() == java.util.concurrent.Future.State.SUCCESS).count())
                .as(run).isEqualTo(stats.done());
    }
}
