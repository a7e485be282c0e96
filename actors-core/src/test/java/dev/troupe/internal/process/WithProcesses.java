package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.troupe.offload.PoolSettings;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Opens children for tests, and looks behind each test whether a process or a file is left.
@Tag("processes")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WithProcesses {
    static final Path TEST_CLASSES = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target")
            .resolve("test-classes");

    @TempDir
    Path temporary;

    final List<String> printed = Collections.synchronizedList(new ArrayList<>());
    private final List<Processes> opened = new ArrayList<>();
    private final String usual = System.getProperty("java.io.tmpdir");
    private Set<Path> before;

    @BeforeEach
    void lookAround() throws IOException {
        before = list(Path.of(""));
        System.setProperty("java.io.tmpdir", temporary.toString());
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        System.setProperty("java.io.tmpdir", usual);
        opened.forEach(Processes::close);
        assertThat(ProcessHandle.current().descendants()).as("children left").isEmpty();
        assertThat(list(temporary)).as("temporary files left").isEmpty();
        assertThat(list(Path.of(""))).as("files left").isEqualTo(before);
        for (Processes processes : opened) {
            assertThat(processes.live()).isZero();
            assertThat(processes.idle()).isZero();
        }
        await("threads left").until(() -> Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .noneMatch(name -> name.startsWith("w-")));
    }

    private static Set<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toSet());
        }
    }

    ProcessPool.Builder builder() {
        return ProcessPool.builder().name("w").heapBytes(32 << 20)
                .jvmOptions("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary).addClassPath(TEST_CLASSES)
                .allow(Tasks.class).output((worker, line) -> printed.add(line));
    }

    Processes open(ProcessPool.Builder builder) {
        Processes processes = new Processes(PoolSettings.of(builder));
        opened.add(processes);
        return processes;
    }

    Processes open() {
        return open(builder());
    }

    /// A call on a thread of its own.
    static final class Call<T> extends FutureTask<T> {
        final Thread thread;

        Call(Processes processes, ProcessTask<T> task) {
            super(() -> processes.call(task, 0));
            thread = Thread.ofPlatform().daemon().name("call").start(this);
        }

        Throwable failure() {
            return catchThrowable(this::get).getCause();
        }
    }

    /// Returns when a child has printed that.
    void awaitPrinted(String line) {
        await().until(() -> printed.contains(line));
    }
}
