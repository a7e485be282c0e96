package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.offload.PoolStats;
import dev.troupe.offload.Submission;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the documentation of pools shows.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OffloadSnippetsTest {
    private static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    @Test
    void threadPool() {
        // @start region="threadPool"
        try (var system = ActorSystem.create();
                var pool = ThreadPool.builder("fib").threads(2).queue(100).build()) {
            Task<Integer> sum = system.start(self -> {
                Task<Integer> beside = self.submit(pool, () -> fib(20));
                int urgent = self.offload(pool.priority(10).limit(Duration.ofSeconds(5)), () -> fib(21));
                return urgent + self.await(beside);
            });
            assert system.run(sum) == 6_765 + 10_946;
        }
        // @end
    }

    @Test
    void submission() throws Exception {
        try (var pool = ThreadPool.of("sums")) {
            // @start region="submission"
            Submission<Integer> sum = pool.submit(() -> fib(20)); // from any thread, and it never waits
            var _ = sum.accepted().thenRun(() -> IO.println("queued, or running already"));
            assert sum.get() == 6_765;
            // @end
            assertThat(sum.cancel(true)).isFalse();
        }
    }

    @Test
    void stats() throws Exception {
        try (var pool = ThreadPool.of("sums")) {
            // @start region="stats"
            var computedNanos = new LongAdder();
            var told = new CompletableFuture<Void>();
            pool.listen(end -> {
                computedNanos.add(end.runNanos());
                told.complete(null);
            });
            var _ = pool.submit(() -> fib(20));
            told.join();
            PoolStats stats = pool.stats();
            assert stats.done() == 1 && stats.queued() == 0;
            // @end
            assertThat(computedNanos.sum()).isPositive();
        }
    }

    @Test
    void limit() {
        try (var system = ActorSystem.create(); var pool = ThreadPool.of("search")) {
            // @start region="limit"
            Task<String> found = system.start(self -> {
                try {
                    return self.offload(pool.limit(Duration.ofMillis(20)), () -> {
                        while (!Thread.interrupted()) Thread.onSpinWait();
                        return "found";
                    });
                } catch (WorkTimeoutException e) {
                    return "not within " + e.limit();
                }
            });
            assert system.run(found).equals("not within PT0.02S");
            // @end
            assertThat(found.join()).startsWith("not");
        }
    }
}
