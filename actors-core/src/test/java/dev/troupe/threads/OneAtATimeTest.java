package dev.troupe.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several threads wake the same idle actor at the same moment, or as it goes idle: it gets one thread, and none of the
/// messages is left behind. Holds invariant 1, where a soak with its busy actors seldom looks.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class OneAtATimeTest {
    private static final int ACTORS = 500;

    /// What an actor counts, in plain fields: a turn inside another sees that the other has not ended.
    private static final class Counts {
        private long begun;
        private long ended;
        private long overlaps;

        void turn() {
            if (begun++ != ended) overlaps++;
            for (int spin = 0; spin < 20; spin++) Thread.onSpinWait();
            ended = begun;
        }
    }

    @ParameterizedTest
    @CsvSource({"2, HANDLER", "2, BODY", "8, HANDLER", "8, BODY"})
    void thoughWokenTwiceAtOnce(int workers, Kind kind) throws InterruptedException {
        int rounds = Ensemble.BATON && kind == Kind.BODY ? 20 : 120;
        int senders = 2;
        List<Counts> counts = new ArrayList<>();
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Integer>> refs = new ArrayList<>();
            for (int n = 0; n < ACTORS; n++) {
                Counts mine = new Counts();
                counts.add(mine);
                refs.add(ensemble.system.spawn("a" + n, kind.props(Integer.class, (_, _) -> mine.turn())));
            }
            ensemble.settle();
            CyclicBarrier begin = new CyclicBarrier(senders, ensemble::settle);
            AtomicInteger steps = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int s = 0; s < senders; s++) threads.add(Thread.ofPlatform().name("wakes-" + s).start(() -> {
                try {
                    for (int round = 0; round < rounds; round++) {
                        begin.await(Ensemble.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                        int step = round * ACTORS * senders;
                        for (ActorRef<Integer> ref : refs) {
                            together(steps, step += senders);
                            ref.tell(round);
                        }
                    }
                } catch (Exception gaveUp) {
                    ensemble.say(gaveUp);
                }
            }));
            for (Thread thread : threads) thread.join();
            ensemble.settle();
            assertThat(ensemble.said()).isEmpty();
            assertThat(counts).allMatch(one -> one.overlaps == 0, "one at a time");
            assertThat(counts).allMatch(one -> one.ended == (long) rounds * senders, "none lost");
        }
    }

    /// Lets all go on when all are there, or, where there are too few processors, soon.
    private static void together(AtomicInteger steps, int step) {
        steps.incrementAndGet();
        for (int spin = 0; spin < 2_000 && steps.get() < step; spin++) Thread.onSpinWait();
    }
}
