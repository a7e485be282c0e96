package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a child is given, does and says when all goes well.
@Tag("classpath")
class CallTest extends WithProcesses {
    @Test
    void doesWhatItIsGiven() throws Exception {
        Processes processes = open();
        assertThat(processes.call(Tasks.doubled(21), 0)).isEqualTo(42);
        assertThat(processes.call(new Tasks.Echo<>("ünïcode"), 0)).isEqualTo("ünïcode");
        assertThat(processes.call(Tasks.nothing(), 0)).isNull();
        assertThat(processes.call(Tasks.inputByte(), 0)).isEqualTo(-1);
        assertThat(processes.call(Tasks.counted(), 0)).isEqualTo(1);
        assertThat(processes.call(Tasks.counted(), 0)).as("the same child").isEqualTo(2);
        for (int bytes : List.of(0, 1, 1_024, 131_055, 131_072, 3_000_000)) {
            byte[] block = new byte[bytes];
            for (int i = 0; i < bytes; i++) block[i] = (byte) (i * 31);
            assertThat(processes.call(new Tasks.Echo<>(block), 0)).isEqualTo(block);
        }
        assertThat(processes.started()).isEqualTo(1);
        assertThat(processes.live()).isEqualTo(1);
        assertThat(processes.idle()).isEqualTo(1);
    }

    @Test
    void valuesOfTheJdkCrossUnasked() throws Exception {
        Processes processes = open();
        List<Object> values = new ArrayList<>(List.of(1, 2L, 3.0, 'c', (short) 4, (byte) 5, 6f, true, "text",
                new BigDecimal("7.5"), Instant.EPOCH, DayOfWeek.MONDAY, new UUID(1, 2), List.of(1, List.of(2)),
                Map.of("a", 1), new TreeMap<>(Map.of("b", 2)), new EnumMap<>(Map.of(DayOfWeek.FRIDAY, "f")),
                new ConcurrentHashMap<>(Map.of("c", 3)), new java.util.ArrayDeque<>(List.of(1)).toArray(),
                new int[][] {{1}, {2, 3}}, new String[] {"s", null}));
        assertThat(processes.call(new Tasks.Echo<>(values), 0)).usingRecursiveComparison().isEqualTo(values);
    }

    @Test
    void hasTheEnvironmentAndIsWarm() throws Exception {
        Processes processes = open(
                builder().environment(Map.of("TROUPE_TEST", "set")).warmUp(Tasks.counted()));
        assertThat(processes.call(Tasks.variable("TROUPE_TEST"), 0)).isEqualTo("set");
        assertThat(processes.call(Tasks.variable("PATH"), 0)).isEqualTo(System.getenv("PATH"));
        assertThat(processes.call(Tasks.counted(), 0)).as("after the warm-up").isEqualTo(2);
    }

    @Test
    void whatItPrintsIsToldLineByLine() throws Exception {
        Processes processes = open();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) lines.add("a line of some fifty bytes, as it were, number " + i);
        assertThat(processes.call(new Tasks.Prints(lines), 0)).isEqualTo(20_000);
        processes.call(new Tasks.Prints(List.of("", "ünïcode")), 0);
        awaitPrinted("ünïcode");
        lines.addAll(List.of("", "ünïcode"));
        assertThat(printed).isEqualTo(lines);
    }

    @Test
    void aMegabyteWithoutALineEndComesInPieces() throws Exception {
        Processes processes = open();
        processes.call(Tasks.printsInOnePiece(1 << 20), 0);
        processes.call(new Tasks.Prints(List.of("", "done")), 0);
        awaitPrinted("done");
        assertThat(String.join("", printed)).isEqualTo("ü".repeat(1 << 19) + "done");
        assertThat(printed.stream().mapToInt(String::length).max()).hasValue(2_048);
    }

    @Test
    void whoWasBusyLastIsTakenFirst() throws Exception {
        Processes processes = open();
        Call<Object> first = new Call<>(processes, Tasks.waits());
        await().until(() -> printed.size() == 1);
        long second = processes.call(Tasks.pid(), 0);
        assertThat(printed).noneMatch(line -> line.endsWith(" " + second));
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(second);
        assertThat(processes.live()).isEqualTo(2);
        first.thread.interrupt();
        assertThat(first.failure()).isInstanceOf(InterruptedException.class);
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(second);
        assertThat(processes.lost()).isZero();
    }

    @Test
    void leavesNoTraceInFilesWhileItRuns() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        assertThat(temporary).isEmptyDirectory();
        Path counters = Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name"), Long.toString(pid));
        assertThat(Files.exists(counters)).isFalse();
        Optional<String> command = ProcessHandle.of(pid).flatMap(child -> child.info().commandLine());
        command.ifPresent(line -> assertThat(line).hasSizeLessThan(500));
    }

    @Test
    void aCallThatIsInterruptedBeforeItBeginsCostsNoChild() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> processes.call(Tasks.pid(), 0)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void refusesWhatIsNoCall() {
        Processes processes = open();
        assertThatThrownBy(() -> processes.call(null, 0)).hasMessage("task must not be null: task=null");
        assertThatThrownBy(() -> processes.call(Tasks.pid(), -1)).hasMessage("retries must be >= 0: retries=-1");
        assertThat(processes.started()).isZero();
    }
}
