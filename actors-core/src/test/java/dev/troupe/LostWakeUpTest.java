package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A thread outside tells an actor whose workers have nothing to do and fall asleep, and waits for the answer, again
/// and again: if one wake-up were lost, nothing else would wake them (invariant 3). With one worker there is no watch
/// either that would find what was left.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads") // whatever the system's own scheduler is
class LostWakeUpTest {
    private static final int ROUNDS = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static void rounds(Scheduler scheduler, boolean handler) throws Exception {
        SynchronousQueue<Integer> answers = new SynchronousQueue<>();
        try (ActorSystem system = ActorSystem.builder().scheduler(scheduler).build()) {
            Handler<Integer> handles = (self, n) -> answers.put(n);
            Actor<Integer> receives = self -> {
                while (true) answers.put(self.receive());
            };
            ActorRef<Integer> echo = handler
                    ? system.spawn("echo", Integer.class, handles)
                    : system.spawn("echo", Integer.class, receives);
            long start = System.nanoTime();
            for (int n = 0; n < ROUNDS && System.nanoTime() - start < LONGEST.toNanos(); n++) {
                // between none and some of the steps that a worker takes until it sleeps
                for (int spins = n % 64 * 16; spins > 0; spins--) Thread.onSpinWait();
                assertThat(echo.tell(n)).isEqualTo(SendResult.ACCEPTED);
                assertThat(answers.poll(20, TimeUnit.SECONDS)).as("the answer in round %s", n).isEqualTo(n);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void workersWake(int workers) throws Exception {
        rounds(Scheduler.parallel(workers), true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void bodiesOnWorkersWake(int workers) throws Exception {
        rounds(Scheduler.parallel(workers), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking"})
    void aThreadOfItsOwnWakes(String scheduler) throws Exception {
        rounds(Scheduler.of(scheduler), true);
    }
}
