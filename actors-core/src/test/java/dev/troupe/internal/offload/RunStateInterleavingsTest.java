package dev.troupe.internal.offload;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An interrupt hits the work that it is for, or nothing: never what the same thread does next (invariant 6).
@Tag("interleavings")
class RunStateInterleavingsTest {
    /// A thread that does one piece of work and then another, and somebody who interrupts the first.
    private static final class Scene {
        private final RunState state = new RunState();
        private final AtomicInteger runs = new AtomicInteger();
        private volatile boolean hitNext;
        private volatile boolean hit;

        void work(Consumer<RunState> over) {
            if (!state.begin()) return;
            runs.set(1);
            over.accept(state);
            runs.set(2);
        }

        void interrupt() {
            state.interrupt(() -> {
                hit = true;
                if (runs.get() == 2) hitNext = true;
            });
        }

        void withdraw() {
            if (state.withdraw()) runs.addAndGet(10);
        }
    }

    private static void interrupted(Scene scene, Consumer<RunState> over) {
        Interleavings.together(() -> scene.work(over), () -> scene.interrupt());
        check(!scene.hitNext, scene.hit);
    }

    @Test
    void anInterruptHitsThatWorkOrNothing() {
        Interleavings.hold(() -> interrupted(Interleavings.shared(new Scene()), state -> state.over()));
    }

    @Test
    void workIsWithdrawnOrRuns() {
        Interleavings.hold(() -> {
            Scene scene = Interleavings.shared(new Scene());
            Interleavings.together(() -> scene.work(state -> state.over()), () -> scene.withdraw());
            check(scene.runs.get() == 2 || scene.runs.get() == 10, scene.runs.get());
        });
    }

    @Test
    void aThreadThatDoesntWaitForTheInterruptIsFound() {
        assertThat(Interleavings.failure(() -> interrupted(Interleavings.shared(new Scene()), state -> {})))
                .contains("Concurrent test failed");
    }
}
