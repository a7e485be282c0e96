package dev.troupe.internal.cell;

import static dev.troupe.interleaving.Interleavings.check;

import dev.troupe.interleaving.Interleavings;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The failure of what a task awaits against the task's cancellation, while a thread waits for the task in `get` and drives
/// the deque meanwhile: the body is resumed once, all see the same one end, and nobody waits for ever (invariants 1, 6
/// and 7).
@Tag("interleavings")
@SuppressWarnings("FutureReturnValueIgnored") // what is noted there can't fail
class TaskFutureInterleavingsTest {
    /// Whether the waiting thread has seen a cancellation.
    private static boolean got(TaskFuture<Object> task) {
        try {
            task.get();
            return false;
        } catch (CancellationException e) {
            return true;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void ended() {
        InterleavedHome in = new InterleavedHome();
        ArithmeticException failure = new ArithmeticException();
        in.start();
        TaskFuture<Object> task = in.task;
        int[] told = {0};
        boolean[] seen = {false};
        boolean[] cancelled = {false};
        Interleavings.together(() -> seen[0] = got(task), () -> in.stage.completeExceptionally(failure), () -> {
            task.whenComplete((value, thrown) -> told[0]++);
            cancelled[0] = task.cancel(false);
        });
        in.settle();
        check(told[0] == 1 && in.resumed <= 1, told[0]);
        check(seen[0] == cancelled[0] && cancelled[0] == task.isCancelled(), seen[0]);
        check(cancelled[0] || in.resumed == 1 && in.done && in.found == failure, in.found);
    }

    @Test
    void allSeeTheOneEnd() {
        Interleavings.hold(TaskFutureInterleavingsTest::ended);
    }
}
