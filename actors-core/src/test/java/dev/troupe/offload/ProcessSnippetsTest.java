package dev.troupe.offload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.internal.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    void building() {
        // @start region="builder"
        var pool = ProcessPool.builder().name("images").workers(2).heapBytes(256 << 20) // each child's largest heap
                .allow(Squares.class).allow("com.example.images.**") // what may cross
                .recycleAfterTasks(1_000).losses(5, Duration.ofMinutes(1)).build();
        // @end
        assertThat(pool.settings().allowed()).hasSize(3);
        // @start region="pool"
        var plain = ProcessPool.builder().allow(Squares.class).build();
        // @end
        assertThat(plain.settings().name()).isEqualTo("processes");
    }

    @Test
    void failing() throws Exception {
        var processes = new Processes(ProcessPool.builder().heapBytes(32 << 20).allow(ProcessSnippetsTest.class)
                .addClassPath(Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target")
                        .resolve("test-classes"))
                .output((worker, line) -> {}).build().settings());
        try {
            println(processes.call(new Squares(3), 0));
            for (int exitCode : new int[] {7, 0, -1}) {
                try {
                    processes.call(new Fragile(exitCode), 0);
                } catch (Exception failure) {
                    told(failure);
                }
            }
        } finally {
            processes.close();
        }
        assertThat(out).containsExactly(14L, "processes-1 exited with 7", "can't cross",
                "java.lang.InterruptedException says interrupted there");
    }

    private void told(Exception failure) {
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
