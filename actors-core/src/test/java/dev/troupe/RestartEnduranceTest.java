package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many restarts leave nothing behind. Holds S18 of `dev.troupe.supervision`'s list; a million by
/// `-Dtroupe.test.restarts=1000000`.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestartEnduranceTest {
    private static final int RESTARTS = Integer.getInteger("troupe.test.restarts", 100_000);
    private static final long FLAT_BYTES = 8_000_000;

    private final RuntimeException crash = new RuntimeException("crash", null, false, false) {};

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /// A system that remembers no failures.
    private static ActorSystem forgetful() {
        ActorSystem system = ActorSystem.create();
        system.onFailure(failure -> {});
        return system;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theHeapStaysFlat(boolean body) { // S18
        long[] used = new long[2];
        int[] lives = {0};
        try (ActorSystem system = forgetful()) {
            Handler<Integer> handler = (self, n) -> {
                if (n == RESTARTS / 10) used[0] = usedBytes();
                if (n == RESTARTS) used[1] = usedBytes();
                else self.tell("a", n + 1);
                throw crash;
            };
            Props<Integer> props = body ? Props.of(Integer.class, self -> {
                lives[0]++;
                while (true) handler.handle(self, self.receive());
            }) : Props.of(Integer.class, () -> {
                lives[0]++;
                return handler;
            });
            system.spawn("a", props.restart(RestartPolicy.unlimited())).tell(1);
            system.run();
            assertThat(lives[0]).isEqualTo(RESTARTS + 1);
            assertThat(used[0]).isPositive();
            assertThat(used[1] - used[0]).isLessThan(FLAT_BYTES);
        }
    }

    @Test
    void alsoWithStashTimersQuestionsWatchesAndChildren() { // S18
        int restarts = RESTARTS / 10;
        long[] used = new long[2];
        try (ActorSystem system = forgetful()) {
            ActorRef<Integer> other = system.spawn("other", Integer.class, (self, n) -> {});
            system.spawn("a", Props.<Integer>of(Integer.class, (self, n) -> {
                if (n < 0) return; // from the stash of the life before
                if (n == restarts / 10) used[0] = usedBytes();
                if (n == restarts) {
                    used[1] = usedBytes();
                    return;
                }
                self.stash(-n);
                self.timers().once(n, java.time.Duration.ofHours(1), n);
                self.watch(other, -1);
                self.<Integer, Integer>ask(other, to -> 1, java.time.Duration.ofHours(1), (reply, failure) -> -1);
                self.spawn("kid", Integer.class, (kid, m) -> {});
                self.tell("a", n + 1);
                throw crash;
            }).recording(9).restart(RestartPolicy.unlimited().redeliver(1))).tell(1);
            system.run(java.time.Duration.ofSeconds(60));
            assertThat(used).doesNotContain(0);
            assertThat(used[1] - used[0]).isLessThan(FLAT_BYTES);
        }
    }
}
