package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.Subscription;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkerLostException;
import io.micrometer.core.instrument.search.RequiredSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is handed to pools, as meters.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class OffloadMetersTest {
    private final MetersScene scene = new MetersScene();

    @AfterEach
    void end() {
        scene.close();
    }

    private RequiredSearch executor(String name, String pool) {
        scene.count(ActorMeter.SENT);
        return scene.registry.get("executor." + name).tag("name", "scene/" + pool);
    }

    @Test
    void timesWorkByOutcomeAndShowsThePoolAsAnExecutor() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ThreadPool pool = ThreadPool.builder("images").threads(1).build()) {
            Subscription shown = scene.system.show(pool);
            var _ = scene.system.start(self -> {
                var first = self.submit(pool, () -> {
                    begun.countDown();
                    go.await();
                    return 1;
                });
                var second = self.submit(pool, () -> 2);
                var third = self.submit(pool, () -> {
                    throw new IllegalStateException("planted");
                });
                int sum = self.await(first) + self.await(second);
                try {
                    self.await(third);
                } catch (IllegalStateException _) {
                    sum++;
                }
                return sum;
            });
            Thread driver = Thread.ofPlatform().start(scene.system::run);
            begun.await();
            assertThat(executor("active", "images").gauge().value()).isEqualTo(1);
            assertThat(executor("pool.size", "images").gauge().value()).isEqualTo(1);
            assertThat(executor("pool.max", "images").gauge().value()).isEqualTo(1);
            await().until(() -> executor("queued", "images").gauge().value() == 2);
            go.countDown();
            driver.join();
            await().until(() -> executor("completed", "images").functionCounter().count() == 3);
            String[] pooled = {"pool", "images", "kind", "threads"};
            await().until(() -> scene.registry.get("actors.offload.wait").tags(pooled).timer().count() == 3);
            assertThat(scene.registry.get("actors.offload").tags(pooled).tag("outcome", "done").timer().count())
                    .isEqualTo(2);
            assertThat(scene.registry.get("actors.offload").tags(pooled).tag("outcome", "failed").timer().count())
                    .isEqualTo(1);
            shown.close();
            assertThat(executor("completed", "images").functionCounter().count()).as("of one that is gone")
                    .isEqualTo(3);
            assertThat(executor("pool.size", "images").gauge().value()).isZero();
        }
    }

    record Exits() implements ProcessTask<Integer> {
        @Override
        public Integer call() {
            System.exit(7);
            return 0;
        }
    }

    record Adds(int a, int b) implements ProcessTask<Integer> {
        @Override
        public Integer call() {
            return a + b;
        }
    }

    @Test
    void countsChildProcessesThatAreLost() {
        try (ProcessPool pool = ProcessPool.builder().name("sums").workers(1).heapBytes(32 << 20)
                .addClassPath(Path.of("target", "test-classes").toAbsolutePath()).allow(OffloadMetersTest.class)
                .build()) {
            scene.system.show(pool);
            assertThat(scene.gauge(ActorMeter.PROCESS_WORKERS, "pool", "sums")).isZero();
            var task = scene.system.start(self -> {
                try {
                    self.offload(pool, new Exits());
                } catch (WorkerLostException _) {
                    return self.offload(pool, new Adds(20, 22));
                }
                return 0;
            });
            assertThat(scene.system.run(task)).isEqualTo(42);
            assertThat(scene.gauge(ActorMeter.PROCESS_WORKERS, "pool", "sums")).isEqualTo(1);
            assertThat(scene.count(ActorMeter.PROCESS_RESTARTS, "pool", "sums", "cause", "lost")).isEqualTo(1);
            assertThat(scene.count(ActorMeter.PROCESS_RESTARTS, "pool", "sums", "cause", "recycled")).isZero();
            String[] processes = {"pool", "sums", "kind", "processes"};
            await().atMost(Duration.ofSeconds(10)).until(
                    () -> scene.registry.get("actors.offload.wait").tags(processes).timer().count() == 2);
        }
    }
}
