package dev.troupe.internal.cell;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A stage that completes on another thread at the very moment of suspension, in either order, or twice: the body is
/// resumed once, with the value that counted (invariants 1 and 7).
@Tag("interleavings")
class StageWaitInterleavingsTest {
    /// Puts the entry that wakes the body before the result is there.
    private static final class PutsEarly extends StageWait<Integer> {
        private final TaskCell<?> cell;

        PutsEarly(TaskCell<?> cell) {
            super(cell, "awaits", null, () -> {});
            this.cell = cell;
        }

        @Override
        boolean complete(@Nullable Integer result, @Nullable Throwable thrown) {
            if (!cell.home.scheduler.held()) cell.home.scheduler.putOutside(cell, this, false);
            return super.complete(result, thrown);
        }
    }

    private static void completed(@Nullable Function<TaskCell<?>, StageWait<Integer>> makeWait) {
        InterleavedHome in = makeWait == null ? new InterleavedHome() : new InterleavedHome(makeWait);
        in.start();
        Interleavings.together(() -> in.driveUntil(in.task::isDone), () -> in.stage.complete(7));
        in.settle();
        check(in.resumed == 1 && in.done && Integer.valueOf(7).equals(in.found), in.found);
    }

    @Test
    void aValueAtTheMomentOfSuspensionIsSeen() {
        Interleavings.hold(() -> completed(null));
    }

    @Test
    void anEntryPutBeforeTheResultIsFound() {
        assertThat(Interleavings.failure(() -> completed(cell -> new PutsEarly(cell))))
                .contains("Concurrent test failed");
    }

    /// By a stage that isn't the JDK's, and tells the results of two threads.
    private static void toldTwice() {
        InterleavedHome in = new InterleavedHome();
        in.start();
        in.settleToWait();
        boolean[] counted = {false, false};
        Interleavings.together(() -> counted[0] = in.wait.complete(0, null),
                () -> counted[1] = in.wait.complete(1, null));
        in.driveUntilIdle();
        in.settle();
        check(counted[0] != counted[1] && Integer.valueOf(counted[0] ? 0 : 1).equals(in.found), in.found);
    }

    @Test
    void onlyTheFirstOfTwoResultsCounts() {
        Interleavings.hold(7, StageWaitInterleavingsTest::toldTwice);
    }
}
