package dev.troupe;

import static dev.troupe.Endurance.MESSAGES;
import static dev.troupe.Endurance.usedBytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Long runs: constant heap, flat stack. Holds invariant 1 (a send never runs the receiver).
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnduranceTest {
    @Test
    void bodiesPlayPingPongInConstantHeap() {
        try (Stage stage = new Stage()) {
            long[] used = new long[2];
            stage.system.spawn("ping", Integer.class, self -> {
                for (int n = self.receive(); n < MESSAGES; n = self.receive()) {
                    if (n == MESSAGES / 10) used[0] = usedBytes();
                    self.tell("pong", n + 1);
                }
                used[1] = usedBytes();
            });
            stage.system.spawn("pong", Integer.class, self -> {
                while (true) self.tell("ping", self.receive() + 1);
            });
            stage.system.tell("ping", 0);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(used[1] - used[0]).isLessThan(8_000_000);
            assertThat(used[1]).isPositive();
        }
    }

    @Test
    void aLongChainOfHandlersStaysFlat() {
        try (Stage stage = new Stage()) {
            int[] deepest = {0};
            stage.system.spawn("a", Integer.class, (self, n) -> {
                if (n % 100_000 == 0) deepest[0] = Math.max(deepest[0], new Throwable().getStackTrace().length);
                if (n < 1_000_000) self.tell("b", n + 1);
                else stage.say(n);
            });
            stage.system.spawn("b", Integer.class, (self, n) -> self.tell("a", n + 1));
            stage.system.tell("a", 0);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("1000000");
            assertThat(deepest[0]).isBetween(1, 60);
        }
    }

    @Test
    @Tag("classpath")
    void aRingOfAThousandBodiesStaysFlat() {
        try (Stage stage = new Stage()) {
            int size = 1_000;
            for (int i = 0; i < size; i++) {
                String next = "r" + (i + 1) % size;
                stage.system.spawn("r" + i, Integer.class, self -> {
                    while (true) {
                        int n = self.receive();
                        if (n == 0) stage.say("over, depth below 60: " + (new Throwable().getStackTrace().length < 60));
                        else self.tell(next, n - 1);
                    }
                });
            }
            stage.system.tell("r0", 20 * size);
            stage.settle();
            assertThat(stage.said()).isEqualTo("over, depth below 60: true");
        }
    }

    @Test
    @Tag("deque") // elsewhere the parent makes them faster than they end
    void actorsThatComeAndGoLeaveNothing() {
        try (Stage stage = new Stage()) {
            // more than the heap holds
            WeakReference<?>[] gone = new WeakReference<?>[100]; // the last hundred
            stage.system.spawn("p", Integer.class, (self, n) -> {
                byte[] large = new byte[100_000];
                gone[n % 100] = new WeakReference<>(large);
                ActorRef<Integer> kid = self.spawn("kid" + n, Integer.class, k -> {
                    k.receive();
                    large[0]++;
                });
                kid.tell(1);
                if (n < 20_000) self.tell("p", n + 1);
            });
            stage.system.tell("p", 0);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.system.names()).containsExactly("p");
            Stage.eventually(() -> {
                System.gc();
                int held = 0;
                for (WeakReference<?> one : gone) if (one.get() != null) held++;
                return held <= 3;
            });
        }
    }
}
