package dev.troupe.internal.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every engine promises: steps, chains of coroutines, blocked bodies. The suite runs once for each engine. Invariant
/// 1: one at a time.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineContractTest {
    private final Loop loop = new Loop();
    private final List<Object> log = new ArrayList<>();

    private Chain[] chains(Runnable... bodies) {
        Chain[] chains = new Chain[bodies.length];
        for (int n = 0; n < bodies.length; n++) chains[n] = loop.start(bodies[n]);
        return chains;
    }

    @Test
    @Tag("classpath")
    void aStepRunsToTheNextYieldOrTheEnd() {
        Coroutine[] self = new Coroutine[1];
        self[0] = Coroutine.of(() -> {
            log.add(self[0].isCurrent());
            self[0].yieldToCaller();
            log.add("b");
        });
        assertThat(self[0].isCurrent()).isFalse();
        self[0].step();
        assertThat(log).containsExactly(true);
        assertThat(self[0].ended).isFalse();
        self[0].step();
        assertThat(log).containsExactly(true, "b");
        assertThat(self[0].ended).isTrue();
    }

    @Test
    void stepsInsideStepsReturnInOrder() {
        Coroutine[] all = new Coroutine[3];
        for (int n = 0; n < 3; n++) {
            int me = n;
            all[n] = Coroutine.of(() -> {
                for (int i = 0; i < 2; i++) {
                    log.add(me + "in");
                    if (me < 2) all[me + 1].step();
                    log.add(me + "out");
                    assertThat(all[me].isCurrent()).isTrue();
                    all[me].yieldToCaller();
                }
            });
        }
        all[0].step();
        assertThat(log).containsExactly("0in", "1in", "2in", "2out", "1out", "0out");
        log.clear();
        all[0].step();
        assertThat(log).containsExactly("0in", "1in", "2in", "2out", "1out", "0out");
    }

    @Test
    void chainsTakeTurns() throws Exception {
        Chain[] chains = new Chain[2];
        for (int n = 0; n < 2; n++) {
            int me = n;
            chains[n] = loop.start(() -> {
                for (int i = 0; i < 3; i++) {
                    log.add(me * 10 + i);
                    loop.pause(chains[me]);
                }
            });
        }
        assertThat(chains[0].owner()).isEqualTo("owner");
        loop.run();
        assertThat(log).containsExactly(0, 10, 1, 11, 2, 12);
        assertThat(chains[0].ended()).isTrue();
        assertThat(chains[1].ended()).isTrue();
        assertThatIllegalStateException().isThrownBy(chains[0]::suspend).withMessageContaining("ended");
    }

    @Test
    void whoSuspendsAndIsNextGoesOn() throws Exception {
        Chain[] alone = new Chain[1];
        alone[0] = loop.start(() -> {
            for (int n = 0; n < 1_000; n++) loop.pause(alone[0]);
            log.add("end");
        });
        loop.run();
        assertThat(log).containsExactly("end");
    }

    @Test
    void aWaitInTheInnermostSuspendsTheWholeChain() throws Exception {
        Chain[] chains = new Chain[2];
        Coroutine[] nested = new Coroutine[2];
        nested[1] = Coroutine.of(() -> {
            log.add("waits");
            chains[0].suspend();
            log.add("woken");
            nested[1].yieldToCaller();
            log.add("ends");
        });
        nested[0] = Coroutine.of(() -> {
            nested[1].step();
            log.add("back in the outer");
            nested[1].step();
        });
        chains[0] = loop.start(() -> {
            nested[0].step();
            log.add("back in the body");
        });
        chains[1] = loop.start(() -> {
            log.add("other");
            loop.wake(chains[0]);
        });
        loop.run();
        assertThat(log).containsExactly("waits", "other", "woken", "back in the outer", "ends", "back in the body");
    }

    @Test
    void aCoroutineChangesChains() throws Exception {
        Chain[] chains = new Chain[2];
        Coroutine[] shared = new Coroutine[1];
        shared[0] = Coroutine.of(() -> {
            for (int n = 0; true; n++) {
                log.add("step " + n);
                shared[0].yieldToCaller();
            }
        });
        for (int n = 0; n < 2; n++) {
            int me = n;
            chains[n] = loop.start(() -> {
                for (int i = 0; i < 2; i++) {
                    log.add("chain " + me);
                    shared[0].step();
                    loop.pause(chains[me]);
                }
            });
        }
        loop.run();
        shared[0].step();
        assertThat(log).containsExactly("chain 0", "step 0", "chain 1", "step 1", "chain 0", "step 2", "chain 1",
                "step 3", "step 4");
    }

    @Test
    void theTokenIsHeldByWhoeverRuns() throws Exception {
        Chain[] chains = new Chain[1];
        Coroutine nested = Coroutine.of(() -> log.add(loop.token.held()));
        chains[0] = loop.start(() -> {
            log.add(loop.token.held());
            nested.step();
            log.add(loop.token.held());
            loop.pause(chains[0]);
            log.add(loop.token.held());
        });
        loop.run();
        assertThat(log).containsExactly(true, true, true, true);
    }

    @Test
    void manyChainsTakeManyTurns() throws Exception {
        int[] turns = {0};
        Chain[] chains = new Chain[1_000];
        for (int n = 0; n < chains.length; n++) {
            int me = n;
            chains[n] = loop.start(() -> {
                for (int i = 0; i < 20; i++) {
                    turns[0]++;
                    loop.pause(chains[me]);
                }
            });
        }
        loop.run();
        assertThat(turns[0]).isEqualTo(20_000);
        assertThat(chains).allMatch(Chain::ended);
    }

    @Test
    void aBlockedChainComesBack() throws Exception {
        boolean unmounts = Engine.chosen().name().equals("virtual");
        CountDownLatch latch = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        Coroutine nested = Coroutine.of(() -> {
            log.add("blocks");
            started.countDown();
            uninterruptibly(latch);
            log.add("back");
        });
        chains(nested::step, () -> {
            log.add("other");
            latch.countDown();
        });
        Thread outside = Thread.ofPlatform().start(() -> {
            uninterruptibly(started);
            if (!unmounts) latch.countDown();
        });
        loop.run();
        outside.join();
        assertThat(log).containsExactlyElementsOf(
                unmounts ? List.of("blocks", "other", "back") : List.of("blocks", "back", "other"));
        assertThat(loop.timesBlocked).isEqualTo(unmounts ? 1 : 0);
    }

    @Test
    void aPlainThreadWaitsForABlockedCoroutine() throws Exception {
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            CountDownLatch latch = new CountDownLatch(1);
            Coroutine[] self = new Coroutine[1];
            self[0] = Coroutine.of(() -> {
                uninterruptibly(latch);
                log.add("back");
                self[0].yieldToCaller();
                log.add("end");
            });
            Thread caller = kind.start(() -> {
                self[0].step();
                log.add("stepped");
                self[0].step();
            });
            latch.countDown();
            assertThat(caller.join(java.time.Duration.ofSeconds(20))).isTrue();
        }
        assertThat(log).containsExactly("back", "stepped", "end", "back", "stepped", "end");
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
