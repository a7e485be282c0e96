package dev.troupe.internal.port;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The lock keeps one thread out while another has it, and lets it in afterwards: what it guards is touched by one at
/// a time (invariant 1).
@Tag("interleavings")
class SpinLockInterleavingsTest {
    private static void counted(Runnable lock, Runnable unlock) {
        int[] count = {0};
        Runnable work = () -> {
            lock.run();
            count[0]++;
            unlock.run();
        };
        Interleavings.together(work, work);
        check(count[0] == 2, count[0]);
    }

    @Test
    void oneAtATime() {
        Interleavings.hold(() -> {
            SpinLock lock = Interleavings.shared(new SpinLock());
            counted(() -> lock.lock(), () -> lock.unlock());
        });
    }

    /// Looks whether it is taken, then takes it.
    private static final class LooksThenTakes {
        private final AtomicBoolean taken = new AtomicBoolean();

        void lock() {
            while (taken.get()) Thread.onSpinWait();
            taken.set(true);
        }

        void unlock() {
            taken.set(false);
        }
    }

    @Test
    void aLockTakenInTwoStepsIsFound() {
        assertThat(Interleavings.failure(() -> {
            LooksThenTakes lock = Interleavings.shared(new LooksThenTakes());
            counted(() -> lock.lock(), () -> lock.unlock());
        })).contains("Concurrent test failed");
    }
}
