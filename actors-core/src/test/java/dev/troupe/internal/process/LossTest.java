package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.WorkerLostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever ends a child costs the task in its hands, and no other.
class LossTest extends WithProcesses {
    private static WorkerLostException loss(Processes processes, ProcessTask<?> task) {
        return catchThrowableOfType(WorkerLostException.class, () -> processes.call(task, 0));
    }

    private long hangingPid() {
        await().until(() -> printed.stream().anyMatch(line -> line.startsWith("hanging ")));
        return Long.parseLong(printed.getLast().substring("hanging ".length()));
    }

    @Test
    void itsExitIsTheTasksFailure() throws Exception {
        Processes processes = open();
        WorkerLostException exit = loss(processes, Tasks.exits(7));
        assertThat(exit.exitCode()).hasValue(7);
        assertThat(exit.signal()).isEmpty();
        assertThat(exit.worker()).isEqualTo("w-1");
        assertThat(exit.output()).containsExactly("last words");
        assertThat(exit).hasMessage("a worker must live until its task is done: worker=w-1, exitCode=7, "
                + "last output:\n  last words");
        assertThat(processes.call(Tasks.doubled(1), 0)).isEqualTo(2);
        assertThat(loss(processes, Tasks.halts(0)).exitCode()).hasValue(0);
        assertThat(processes.call(Tasks.doubled(1), 0)).isEqualTo(2);
        assertThat(processes.lost()).isEqualTo(2);
        assertThat(processes.started()).isEqualTo(3);
    }

    @Test
    void memoryThatRunsOutEndsIt() {
        Processes processes = open();
        WorkerLostException heap = loss(processes, Tasks.fillsHeap());
        assertThat(heap.exitCode()).hasValue(3);
        assertThat(heap.output()).anyMatch(line -> line.contains("java.lang.OutOfMemoryError: Java heap space"));
        WorkerLostException thrown = loss(processes, Tasks.throwsOutOfMemory());
        assertThat(thrown.exitCode()).hasValue(3);
        assertThat(thrown.output()).anyMatch(line -> line.contains("java.lang.OutOfMemoryError: by hand"));
    }

    @Test
    void aKillAndANativeFaultAreNamed() throws Exception {
        Processes processes = open();
        Call<Object> call = new Call<>(processes, Tasks.hangs());
        ProcessHandle.of(hangingPid()).orElseThrow().destroyForcibly();
        assertThat(call.failure()).isInstanceOfSatisfying(WorkerLostException.class,
                loss -> assertThat(loss.signal()).contains("SIGKILL"));
        WorkerLostException crash = loss(processes, Tasks.crashes());
        assertThat(crash.signal()).contains("SIGSEGV");
        assertThat(crash.output()).as("the report's head").anyMatch(line -> line.contains("SIGSEGV"));
        assertThat(processes.call(Tasks.doubled(1), 0)).isEqualTo(2);
    }

    @Test
    void isTriedAgainOnAnotherIfAsked() throws Exception {
        Processes processes = open();
        Path marker = Files.createFile(temporary.resolve("marker"));
        assertThat(processes.call(Tasks.failsUnless(marker.toString()), 1)).isEqualTo(0);
        assertThat(processes.lost()).isEqualTo(1);
        assertThat(catchThrowableOfType(WorkerLostException.class, () -> processes.call(Tasks.exits(1), 1)).worker())
                .as("the last one's").isEqualTo("w-3");
    }

    @Test
    void anInterruptKillsIt() throws Exception {
        Processes processes = open();
        for (ProcessTask<Object> task : List.of(Tasks.hangs(), Tasks.waits())) {
            Call<Object> call = new Call<>(processes, task);
            long pid = hangingPid();
            call.thread.interrupt();
            assertThat(call.failure()).isInstanceOf(InterruptedException.class);
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            await().until(() -> processes.live() == 0);
            printed.clear();
        }
        assertThat(processes.lost()).isZero();
        assertThat(processes.call(Tasks.doubled(1), 0)).isEqualTo(2);
    }

    @Test
    void anInterruptAtAnyMomentLeaksNothing() throws Exception {
        Processes processes = open();
        for (int i = 0; i < 12; i++) {
            Call<byte[]> call = new Call<>(processes, new Tasks.Echo<>(new byte[4 << 20]));
            Thread.sleep(i * 25L); // while it starts, sends, waits, reads, or is done
            call.thread.interrupt();
            try {
                assertThat(call.get()).hasSize(4 << 20);
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(InterruptedException.class);
            }
            await().until(() -> processes.live() == processes.idle());
            assertThat(temporary).isEmptyDirectory();
        }
        assertThat(processes.lost()).isZero();
        assertThat(processes.call(Tasks.doubled(1), 0)).isEqualTo(2);
    }

    @Test
    void itsOwnProcessesEndWithIt() throws Exception {
        Processes processes = open();
        long sleeping = processes.call(Tasks.startsAProcess(), 0);
        assertThat(ProcessHandle.of(sleeping).orElseThrow().isAlive()).isTrue();
        Call<Object> call = new Call<>(processes, Tasks.hangs());
        hangingPid();
        call.thread.interrupt();
        assertThat(call.failure()).isInstanceOf(InterruptedException.class);
        await().until(() -> ProcessHandle.of(sleeping).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void whatItStartedEndsThoughItEndsByItself() {
        Processes processes = open();
        WorkerLostException loss = loss(processes, Tasks.startsAProcessAndHalts());
        assertThat(loss.exitCode()).hasValue(9);
        long sleeping = Long.parseLong(loss.output().getLast().substring("started ".length()));
        await().until(() -> ProcessHandle.of(sleeping).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aTerminalsInterruptIsNotForIt() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor()).isZero();
        Thread.sleep(200); // a JVM that minds it is gone in less
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void anIdleOneThatDiesCostsNoTask() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> processes.lost() == 1);
        assertThat(processes.live()).isZero();
        assertThat(processes.call(Tasks.pid(), 0)).isNotEqualTo(pid);
    }
}
