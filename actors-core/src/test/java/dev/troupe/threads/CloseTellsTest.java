package dev.troupe.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.LifecycleListener;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// When the close returns, the last actor has not only ended, but whoever is to hear of it has: on whatever thread it ended.
/// Invariant 6.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class CloseTellsTest {
    /// Hears of an end, and is in no hurry.
    private static final class SlowListener implements LifecycleListener {
        final AtomicInteger heard = new AtomicInteger();

        @Override
        public void stopped(ActorRef<?> actor) {
            for (int spin = 0; spin < 20_000; spin++) Thread.onSpinWait();
            heard.incrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theListenersAndWhoAskedForTheEnd(Scheduler.Kind on) {
        Mixture mixture = new Mixture();
        for (int round = 0; round < 50; round++) {
            SlowListener listener = new SlowListener();
            CompletableFuture<ExitReason> ended;
            Ensemble ensemble = new Ensemble(Scheduler.deque());
            try (ensemble) {
                ensemble.system.onLifecycle(listener);
                ActorRef<Integer> last = ensemble.system.spawn("last", Props.<Integer>of(Integer.class,
                        (ActorContext<Integer> self) -> self.receive()).scheduler(mixture.of(on)));
                ended = ensemble.system.whenEnded(last).toCompletableFuture();
                ensemble.settle();
            }
            assertThat(listener.heard.get()).as("listener, round %d", round).isEqualTo(1);
            assertThat(ended.isDone()).as("told, round %d", round).isTrue();
        }
    }
}
