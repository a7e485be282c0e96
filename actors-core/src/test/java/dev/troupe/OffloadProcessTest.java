package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.TransferException;
import dev.troupe.offload.WorkTimeoutException;
import dev.troupe.offload.WorkerLostException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bodies and child JVMs: whatever happens to a child, the body that waits for it gets a clear error, and the pool goes on.
/// Holds invariants 3 and 6.
@Tag("processes")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OffloadProcessTest {
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
    private final Stage stage = Stage.closedWithin(Duration.ofSeconds(5));
    private final ProcessPool pool = ProcessPool.builder().name("w").workers(1).heapBytes(32 << 20)
            .allow(OffloadProcessTest.class).output((worker, line) -> printed.add(line)).build();

    record Pid() implements ProcessTask<Long> {
        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }

    /// Prints, so that it is known to run, and never ends by itself.
    record Hangs() implements ProcessTask<Integer> {
        @Override
        public Integer call() throws InterruptedException {
            System.out.println("begun");
            new CountDownLatch(1).await();
            return 0;
        }
    }

    record Exits() implements ProcessTask<String> {
        @Override
        public String call() {
            System.exit(7);
            return "never";
        }
    }

    /// Exits where the file is not there yet, and makes it.
    record ExitsOnce(String file) implements ProcessTask<String> {
        @Override
        public String call() throws IOException {
            if (new File(file).createNewFile()) System.exit(7);
            return "done";
        }
    }

    @AfterEach
    void nothingIsLeft() {
        stage.close();
        pool.close();
        assertThat(ProcessHandle.current().descendants()).as("children left").isEmpty();
        assertThat(pool.processes().live()).isZero();
    }

    private void assertGoesOn(TaskContext self) {
        assertThat(self.offload(pool, () -> 6 * 7)).isEqualTo(42);
    }

    private void awaitBegun() {
        await().until(() -> printed.contains("begun"));
        printed.clear();
    }

    @Test
    void eachMisfortuneIsAClearErrorWhereItIsAwaited() {
        Object notSerializable = new Object();
        Task<Void> task = stage.system.launch(self -> {
            assertGoesOn(self);
            assertThatThrownBy(() -> self.offload(pool, new Exits())).isInstanceOf(WorkerLostException.class)
                    .hasMessageContaining("w-1").hasMessageContaining("7");
            assertGoesOn(self);
            assertThatThrownBy(() -> self.offload(pool, () -> List.of(new byte[64 << 20]).size()))
                    .isInstanceOf(WorkerLostException.class).hasMessageContaining("OutOfMemoryError");
            assertGoesOn(self);
            assertThatThrownBy(() -> self.offload(pool, () -> new Object())).isInstanceOf(TransferException.class)
                    .hasMessageContaining("java.lang.Object");
            assertThatThrownBy(() -> self.offload(pool, () -> notSerializable.hashCode()))
                    .isInstanceOf(TransferException.class).hasMessageContaining("java.lang.Object");
            assertThatThrownBy(() -> self.offload(pool, () -> {
                throw new IOException("no disk there");
            }, IOException.class)).hasMessage("no disk there");
            assertThatThrownBy(() -> self.offload(pool, () -> {
                throw new IOException("no disk there");
            })).isInstanceOf(AwaitException.class).hasRootCauseMessage("no disk there");
            long before = self.offload(pool, new Pid());
            assertThatThrownBy(() -> self.offload(pool.limit(Duration.ofMillis(50)), new Hangs()))
                    .isInstanceOf(WorkTimeoutException.class);
            assertThat(self.offload(pool, new Pid())).isNotEqualTo(before);
            assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();
        });
        task.join();
        assertThat(pool.processes().lost()).isEqualTo(2);
    }

    @Test
    void aBodyThatStopsEndsTheChildThatWorksForIt() {
        ActorRef<Object> ref = stage.system.spawn("a", Object.class, self -> self.offload(pool, new Hangs()));
        stage.settleUntil(() -> printed.contains("begun"));
        stage.system.stop(ref);
        stage.driveToTheEndOf("a");
        await().until(() -> pool.processes().live() == 0);
        assertThat(pool.processes().lost()).as("ended, not lost").isZero();
    }

    @Test
    void aCloseFailsWhatRunsAndWhatIsQueued() {
        CountDownLatch submitted = new CountDownLatch(1);
        Task<String> task = stage.system.start(self -> {
            Task<Integer> runs = self.submit(pool, new Hangs());
            Task<Integer> queued = self.submit(pool, () -> 1);
            submitted.countDown();
            return catchThrowable(() -> self.await(runs)).getMessage() + "; "
                    + catchThrowable(() -> self.await(queued)).getMessage();
        });
        stage.settleUntil(() -> submitted.getCount() == 0);
        awaitBegun();
        pool.close();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(stage.system.run(task)).isEqualTo("a pool that is closed does no work: pool=w, work=running; "
                + "a pool that is closed does no work: pool=w, work=queued");
        Task<Void> late = stage.system.launch(self -> assertThatThrownBy(() -> self.offload(pool, () -> 1))
                .isInstanceOf(RejectedExecutionException.class));
        late.join();
    }

    @Test
    void whatMayBeDoneTwiceIsTriedAgain(@TempDir Path folder) {
        String file = folder.resolve("tried").toString();
        Task<Void> task = stage.system.launch(self -> {
            assertThat(self.offload(pool.retry(1), new ExitsOnce(file))).isEqualTo("done");
            assertThatThrownBy(() -> self.offload(pool.retry(1), new Exits())).isInstanceOf(WorkerLostException.class);
        });
        task.join();
        assertThat(pool.processes().lost()).isEqualTo(3);
        assertThatThrownBy(() -> pool.retry(-1)).hasMessage("retries must be >= 0: retries=-1, pool=w");
    }

    @Test
    void aTaskOnAThreadHasTheSame() throws Exception {
        Task<Integer> task = stage.system.startOn(Runnable::run, self -> {
            Task<Integer> one = self.submit(pool, () -> 1);
            assertThatThrownBy(() -> self.offload(pool, () -> {
                throw new IOException();
            }, IOException.class)).isInstanceOf(IOException.class);
            return self.offload(pool, () -> 2) + self.await(one);
        });
        assertThat(task.get()).isEqualTo(3);
    }
}
