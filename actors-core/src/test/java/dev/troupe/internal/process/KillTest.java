package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.troupe.offload.ProcessTask;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/// A kill ends the child though the calling thread never looks up.
class KillTest extends WithProcesses {
    private static <T> FutureTask<T> run(dev.troupe.internal.process.Call<T> call) {
        FutureTask<T> run = new FutureTask<>(call);
        Thread.ofPlatform().daemon().name("call").start(run);
        return run;
    }

    private static void assertKilled(FutureTask<?> run) {
        assertThat(catchThrowable(run::get)).cause().isInstanceOf(CancellationException.class)
                .hasMessage("a task in a worker process was killed: pool=w");
    }

    /// Writing it takes as long as the test likes, whoever interrupts.
    static final class Stubborn implements ProcessTask<Integer> {
        private static final long serialVersionUID = 1L;
        static CountDownLatch writing;
        static CountDownLatch go;

        private void writeObject(ObjectOutputStream to) {
            writing.countDown();
            while (true) {
                try {
                    go.await();
                    return;
                } catch (InterruptedException e) {
                    // eaten
                }
            }
        }

        @Override
        public Integer call() {
            return 1;
        }
    }

    @Test
    void itsChildGoesWhileTheThreadIsElsewhere() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        Stubborn.writing = new CountDownLatch(1);
        Stubborn.go = new CountDownLatch(1);
        var call = processes.prepare(new Stubborn(), 5);
        FutureTask<Integer> run = run(call);
        Stubborn.writing.await();
        call.kill();
        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        await().until(() -> processes.live() == 0);
        assertThat(run.isDone()).isFalse();
        Stubborn.go.countDown();
        assertKilled(run);
        assertThat(processes.started()).as("no other is leased").isEqualTo(1);
        assertThat(processes.lost()).isZero();
        assertThat(processes.call(Tasks.doubled(1), 0)).isEqualTo(2);
    }

    @Test
    void whatItsChildStartedGoesToo() throws Exception {
        Processes processes = open();
        long sleeping = processes.call(Tasks.startsAProcess(), 0);
        var call = processes.prepare(Tasks.hangs(), 0);
        FutureTask<Object> run = run(call);
        await().until(() -> !printed.isEmpty());
        call.kill();
        assertKilled(run);
        await().until(() -> ProcessHandle.of(sleeping).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void onesThatHaveNotBegunTakeNoChild() {
        Processes processes = open();
        var call = processes.prepare(Tasks.pid(), 3);
        call.kill();
        assertThatThrownBy(call::call).isInstanceOf(CancellationException.class);
        assertThat(processes.started()).isZero();
    }

    @Test
    void onesThatAreOverKillNobody() throws Exception {
        Processes processes = open();
        var call = processes.prepare(Tasks.pid(), 0);
        long pid = call.call();
        call.kill();
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void aStartEndsAndAWaitForOne() throws Exception {
        Processes processes = open(builder().warmUp(Tasks.waits()).losses(10, Duration.ofMinutes(1))
                .backOff(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        var starting = processes.prepare(Tasks.pid(), 3);
        FutureTask<Long> run = run(starting);
        await().until(() -> !printed.isEmpty());
        starting.kill();
        assertKilled(run);
        assertThat(processes.lost()).isZero();
        Processes losing = open(builder().backOff(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        for (int i = 0; i < 2; i++) assertThatThrownBy(() -> losing.call(Tasks.exits(1), 0)).hasMessageContaining("=1");
        var waiting = losing.prepare(Tasks.pid(), 0);
        FutureTask<Long> wait = new FutureTask<>(waiting);
        Thread thread = Thread.ofPlatform().daemon().name("call").start(wait);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        waiting.kill();
        assertKilled(wait);
        assertThat(losing.started()).isEqualTo(2);
    }

    @Test
    void atAnyMomentItLeaksNothing() throws Exception {
        Processes processes = open();
        for (int i = 0; i < 12; i++) {
            var call = processes.prepare(new Tasks.Echo<>(new byte[4 << 20]), 2);
            FutureTask<byte[]> run = run(call);
            Thread.sleep(i * 25L); // while it starts, sends, waits, reads, or is done
            call.kill();
            try {
                assertThat(run.get()).hasSize(4 << 20);
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(CancellationException.class);
            }
            await().until(() -> processes.live() == processes.idle());
            assertThat(temporary).isEmptyDirectory();
        }
        assertThat(processes.lost()).isZero();
        assertThat(processes.call(Tasks.doubled(1), 0)).isEqualTo(2);
    }
}
