package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/// When children end though nothing is wrong.
class LifeTest extends WithProcesses {
    @Test
    void oneThatHasDoneEnoughIsReplaced() throws Exception {
        Processes processes = open(builder().recycleAfterTasks(2));
        long first = processes.call(Tasks.pid(), 0);
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(first);
        assertThat(processes.recycled()).isEqualTo(1);
        assertThat(processes.call(Tasks.pid(), 0)).isNotEqualTo(first);
        assertThat(processes.lost()).isZero();
        await().until(() -> processes.live() == 1);
    }

    @Test
    void oneThatHoldsTooMuchIsReplaced() throws Exception {
        Processes processes = open(builder().heapBytes(256 << 20).recycleAboveBytes(150 << 20));
        long first = processes.call(Tasks.pid(), 0);
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(first);
        processes.call(Tasks.grows(150 << 20), 0);
        assertThat(processes.recycled()).isEqualTo(1);
        assertThat(processes.call(Tasks.pid(), 0)).isNotEqualTo(first);
    }

    @Test
    void oneThatIsIdleForLongEnds() throws Exception {
        Processes processes = open(builder().idleLimit(Duration.ofMillis(300)));
        long first = processes.call(Tasks.pid(), 0);
        await().until(() -> processes.live() == 0);
        assertThat(processes.lost()).isZero();
        assertThat(processes.call(Tasks.pid(), 0)).isNotEqualTo(first);
    }

    @Test
    void closingEndsThoseAtWorkToo() throws Exception {
        Processes processes = open();
        Call<Object> one = new Call<>(processes, Tasks.hangs());
        Call<Object> other = new Call<>(processes, Tasks.waits());
        await().until(() -> printed.size() == 2);
        Call<Long> starting = new Call<>(processes, Tasks.pid());
        await().until(() -> processes.started() == 3);
        processes.close();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        for (Call<?> call : new Call<?>[] {one, other})
            assertThat(call.failure()).isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("process pool must be open: pool=w");
        try {
            starting.get(); // it may have been done by then
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(RejectedExecutionException.class);
        }
        assertThatThrownBy(() -> processes.call(Tasks.pid(), 0)).hasMessage("process pool must be open: pool=w");
        assertThat(processes.lost()).isZero();
        processes.close();
    }

    @Test
    void closingNamesWhatIsLeft() throws Exception {
        Processes processes = open();
        Call<Object> call = new Call<>(processes, Tasks.hangs());
        await().until(() -> printed.size() == 1);
        assertThat(processes.close(Duration.ZERO)).containsExactly("w-1");
        assertThat(call.failure()).isInstanceOf(RejectedExecutionException.class);
        assertThat(processes.close(Duration.ofSeconds(20))).isEmpty();
    }

    @Test
    void closingEndsAWaitForTheNextReplacement() throws Exception {
        Processes processes = open(builder().backOff(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> processes.call(Tasks.exits(1), 0)).hasMessageContaining("exitCode=1");
        Call<Long> waiting = new Call<>(processes, Tasks.pid());
        await().until(() -> waiting.thread.getState() == Thread.State.TIMED_WAITING);
        processes.close();
        assertThat(waiting.failure()).isInstanceOf(RejectedExecutionException.class);
        assertThat(processes.started()).isEqualTo(2);
    }
}
