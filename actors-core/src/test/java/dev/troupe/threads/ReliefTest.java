package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.troupe.ActorRef;
import dev.troupe.threads.Kind.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pool whose workers all block gets on nevertheless, if what they wait for is ready: the other side of invariant 2.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class ReliefTest {
    private static final int WORKERS = 2;

    private static List<Thread> spares(Ensemble ensemble) {
        return ensemble.threads("worker-spare");
    }

    /// A body on the engine `virtual` waits for it without a worker, and is to get it first.
    @Test
    void handlersAndABodyShareALock() {
        int fit = "continuation".equals(System.getProperty("troupe.test.engine")) ? WORKERS : WORKERS + 1;
        ReentrantLock lock = new ReentrantLock();
        AtomicInteger had = new AtomicInteger();
        lock.lock();
        try (Ensemble ensemble = Ensemble.on(WORKERS)) {
            Order takesLock = _ -> {
                lock.lock();
                try {
                    had.incrementAndGet();
                } finally {
                    lock.unlock();
                }
            };
            for (int n = 0; n <= WORKERS; n++) {
                ensemble.puppet("a" + n, n == 0 ? Kind.BODY : Kind.HANDLER).tell(takesLock);
                int waiting = Math.min(n + 1, fit);
                await().until(() -> lock.getQueueLength() >= waiting);
            }
            lock.unlock();
            ensemble.settle();
            assertThat(had).hasValue(WORKERS + 1);
            assertThat(ensemble.failures).isEmpty();
        }
    }

    /// Each of many waits for the next; only the last one doesn't.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void handlersWaitForOneAnother(int workers) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> all = new ArrayList<>();
            List<CountDownLatch> ran = new ArrayList<>();
            for (int n = 0; n < workers + 5; n++) {
                all.add(ensemble.puppet("a" + n, Kind.HANDLER));
                ran.add(new CountDownLatch(1));
            }
            ensemble.settle();
            for (int n = 0; n < all.size(); n++) {
                CountDownLatch mine = ran.get(n);
                CountDownLatch next = n + 1 < all.size() ? ran.get(n + 1) : new CountDownLatch(0);
                all.get(n).tell(_ -> {
                    comes(next);
                    mine.countDown();
                });
            }
            comes(ran.getFirst());
            ensemble.settle();
            assertThat(ensemble.failures).isEmpty();
            await("the spare threads go").until(() -> spares(ensemble).isEmpty());
        }
    }

    /// What the blocked ones wait for is told by one that only a spare thread has run.
    @Test
    void whatASpareThreadMakesReadyIsSeenTo() throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(WORKERS)) {
            CountDownLatch over = new CountDownLatch(1);
            ActorRef<Order> last = ensemble.puppet("last", Kind.HANDLER);
            ActorRef<Order> between = ensemble.puppet("between", Kind.BODY);
            CountDownLatch blocked = new CountDownLatch(WORKERS);
            for (int n = 0; n < WORKERS; n++) ensemble.puppet("blocked" + n, Kind.HANDLER).tell(_ -> {
                blocked.countDown();
                comes(over);
            });
            comes(blocked);
            between.tell(_ -> last.tell(_ -> over.countDown()));
            ensemble.settle();
            assertThat(over.getCount()).isZero();
            assertThat(ensemble.failures).isEmpty();
        }
    }

    /// Others are to wait for those that compute.
    @Test
    void whoComputesGetsNoSpareThread() throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(1)) {
            AtomicInteger looks = new AtomicInteger();
            List<Thread> seen = new ArrayList<>();
            ActorRef<Order> computing = ensemble.puppet("computing", Kind.HANDLER);
            computing.tell(_ -> {
                for (long start = System.nanoTime(); System.nanoTime() - start < 200_000_000L;) {
                    if (looks.incrementAndGet() % 100_000 == 0) seen.addAll(spares(ensemble));
                }
            });
            CountDownLatch ran = new CountDownLatch(1);
            ensemble.puppet("other", Kind.HANDLER).tell(_ -> ran.countDown());
            comes(ran);
            ensemble.settle();
            assertThat(seen).isEmpty();
        }
    }
}
