package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.WorkerLostException;
import dev.troupe.offload.PoolSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// Children that don't start, and what is done about those that don't live.
class StartTest extends WithProcesses {
    private static WorkerLostException loss(Processes processes) {
        return catchThrowableOfType(WorkerLostException.class, () -> processes.call(Tasks.pid(), 0));
    }

    @Test
    void theJvmsOwnWordsSayWhy() {
        ProcessPool.Builder bad = builder().jvmOptions("-XX:+NoSuchOption").losses(2, Duration.ofMinutes(1))
                .backOff(Duration.ofMillis(1), Duration.ofMillis(1));
        Processes processes = open(bad);
        WorkerLostException loss = loss(processes);
        assertThat(loss).hasMessageContaining("a worker must start: worker=w-1, exitCode=1");
        assertThat(loss.output()).anyMatch(line -> line.contains("NoSuchOption"));
        assertThat(temporary).isEmptyDirectory();
        assertThat(loss(processes).worker()).isEqualTo("w-2");
        WorkerLostException last = loss(processes);
        assertThat(last.worker()).isEqualTo("w-3");
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> processes.call(Tasks.pid(), 5)).isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("process pool has given up, workers lost must be <= 2 within PT1M: pool=w")
                    .hasCause(last);
        assertThat(processes.started()).isEqualTo(3);
    }

    @Test
    void aCrashLoopEndsInGivingUp() {
        Processes processes = open(builder().losses(1, Duration.ofMinutes(1)));
        assertThatThrownBy(() -> processes.call(Tasks.exits(5), 10)).isInstanceOf(RejectedExecutionException.class)
                .hasMessageStartingWith("process pool has given up").cause()
                .isInstanceOf(WorkerLostException.class).hasMessageContaining("worker=w-2, exitCode=5");
        assertThat(processes.lost()).isEqualTo(2);
    }

    @Test
    void replacementsInARowBackOff() throws Exception {
        Processes processes = open(builder().backOff(Duration.ofMillis(600), Duration.ofSeconds(5)));
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> processes.call(Tasks.exits(1), 0)).isInstanceOf(WorkerLostException.class);
        long from = System.nanoTime();
        Call<Integer> waiting = new Call<>(processes, Tasks.doubled(1));
        await().until(() -> waiting.thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(processes.started()).as("the first replacement at once, the second not").isEqualTo(2);
        assertThat(waiting.get()).isEqualTo(2);
        assertThat(System.nanoTime() - from).isGreaterThan(Duration.ofMillis(500).toNanos());
    }

    @Test
    void aLimitAndAWarmUpThatFailsAreTold() {
        Processes late = open(builder().startLimit(Duration.ofMillis(600)).warmUp(Tasks.hangs()));
        assertThat(loss(late)).hasMessageContaining("a worker must be ready within PT0.6S: worker=w-1");
        Processes cold = open(builder().warmUp(Tasks.nested()));
        assertThat(loss(cold)).hasMessageContaining("a worker's warm-up must succeed: worker=w-1").cause()
                .isInstanceOf(IllegalStateException.class).hasMessage("outer");
        assertThat(cold.lost()).isEqualTo(1);
        await().until(() -> cold.live() == 0);
    }

    @Test
    void aWarmUpsOwnIOExceptionIsAWarmUpThatFails() {
        Processes cold = open(builder().warmUp(new Tasks.Fails(new IOException("the warm-up's own"))));
        assertThat(loss(cold)).hasMessageContaining("a worker's warm-up must succeed: worker=w-1")
                .hasRootCauseMessage("the warm-up's own");
    }

    @Test
    void oneThatCantBeServedHereIsKilled() throws Exception {
        Settings settings = PoolSettings.of(builder());
        Admission admission = new Admission(settings.allowed(), settings.frameBytes(), settings.loader());
        CompletableFuture<Worker> gone = new CompletableFuture<>();
        assertThatThrownBy(() -> new Launch(settings, admission, "w-1").start(worker -> {
            throw new OutOfMemoryError("unable to create native thread");
        }, gone::complete)).isInstanceOf(WorkerLostException.class)
                .hasMessage("a worker needs threads and memory of this JVM, too: worker=w-1")
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(gone.get().name()).isEqualTo("w-1");
    }

    @Test
    void anInterruptEndsTheStart() throws Exception {
        Processes processes = open(builder().warmUp(Tasks.waits()));
        Call<Long> call = new Call<>(processes, Tasks.pid());
        await().until(() -> !printed.isEmpty());
        call.thread.interrupt();
        assertThat(call.failure()).isInstanceOf(InterruptedException.class);
        await().until(() -> processes.live() == 0);
        assertThat(processes.lost()).isZero();
    }

    @Test
    void optionsAndPathsMayHoldAnything() throws Exception {
        String odd = "a b\\c\"d'e#f";
        Processes processes = open(builder().jvmOptions("-Dodd=" + odd, "-XX:+UseParallelGC"));
        assertThat(processes.call(Tasks.property("odd"), 0)).isEqualTo(odd);
    }
}
