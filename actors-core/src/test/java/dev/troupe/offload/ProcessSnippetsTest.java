package dev.troupe.offload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the documentation of process pools shows.
@Tag("processes")
class ProcessSnippetsTest {
    private final List<Object> out = Collections.synchronizedList(new ArrayList<>());

    private void println(Object line) {
        out.add(line);
    }

    // @start region="task"
    /// Shows what crosses: a number there, a number back.
    record Squares(int upTo) implements ProcessTask<Long> {
        @Override
        public Long call() {
            long sum = 0;
            for (long n = 1; n <= upTo; n++) sum += n * n;
            return sum;
        }
    }
    // @end

    record Fragile(int exitCode) implements ProcessTask<Object> {
        @Override
        public Object call() throws Exception {
            if (exitCode > 0) System.exit(exitCode);
            if (exitCode < 0) throw new InterruptedException("interrupted there");
            return new Thread(() -> {});
        }
    }

    @Test
    void pool() {
        // @start region="pool"
        try (var system = ActorSystem.create(); var pool = ProcessPool.builder().allow(Squares.class).build()) {
            Task<Long> sum = system.start(self -> {
                Task<Long> beside = self.submit(pool, new Squares(1_000)); // goes on meanwhile
                return self.offload(pool, new Squares(100)) + self.await(beside);
            });
            assert system.run(sum) == 338_350 + 333_833_500;
        }
        // @end
    }

    @Test
    void building() throws Exception {
        // @start region="builder"
        var pool = ProcessPool.builder().name("images").workers(2).queue(100).heapBytes(256 << 20) // each child's largest heap
                .allow(Squares.class).allow("com.example.images.**") // what may cross
                .recycleAfterTasks(1_000).losses(5, Duration.ofMinutes(1)).build();
        var patient = pool.limit(Duration.ofMinutes(1)).retry(2).priority(-1); // the same pool, on other terms
        // @end
        try (pool) {
            // @start region="stats"
            patient.submit(new Squares(3)).get();
            assert pool.processes().live() == 1 && pool.processes().lost() == 0;
            // @end
            assertThat(patient.name()).isEqualTo("images");
        }
    }

    @Test
    void failing() {
        try (var pool = ProcessPool.builder().heapBytes(32 << 20).allow(ProcessSnippetsTest.class)
                .output((worker, line) -> {}).build()) {
            println(pool.submit(new Squares(3)).toCompletableFuture().join());
            for (int exitCode : new int[] {7, 0, -1}) {
                try {
                    pool.submit(new Fragile(exitCode)).toCompletableFuture().join();
                } catch (CompletionException failure) {
                    told(failure.getCause());
                }
            }
        }
        assertThat(out).containsExactly(14L, "processes-1 exited with 7", "can't cross",
                "java.lang.InterruptedException says interrupted there");
    }

    private void told(Throwable failure) {
        // @start region="workerLost"
        if (failure instanceof WorkerLostException lost)
            println(lost.worker() + " exited with " + lost.exitCode().orElse(-1));
        // @end
        // @start region="transferException"
        if (failure instanceof TransferException) println("can't cross");
        // @end
        // @start region="remoteFailure"
        if (failure instanceof RemoteFailureException remote)
            println(remote.failureClass() + " says " + remote.text());
        // @end
    }
}
