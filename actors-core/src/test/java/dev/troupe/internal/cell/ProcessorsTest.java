package dev.troupe.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The pool for work that computes: invariant 6, what is cancelled leaves nothing behind.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessorsTest {
    @Test
    void cancelledWorkLeavesTheQueueAndTheRestIsDoneInOrder() throws Exception {
        Processors processors = new Processors();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(Runtime.getRuntime().availableProcessors());
        Callable<Integer> blocks = () -> {
            busy.countDown();
            go.await();
            return 0;
        };
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (long n = busy.getCount(); n > 0; n--) running.add(processors.pool().submit(blocks));
            busy.await();
            Future<Integer> cancelled = processors.pool().submit(() -> 1);
            Future<Integer> kept = processors.pool().submit(() -> 2);
            assertThat(cancelled.cancel(true)).isTrue();
            assertThat(((ThreadPoolExecutor) processors.pool()).getQueue()).hasSize(1);
            go.countDown();
            assertThat(kept.get()).isEqualTo(2);
            for (Future<Integer> each : running) assertThat(each.get()).isZero();
        } finally {
            processors.close();
        }
    }
}
