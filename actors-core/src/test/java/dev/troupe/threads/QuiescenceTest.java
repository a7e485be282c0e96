package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `run()` returns when there is no message, no timer and nothing waited for but messages: not before, and not later. On the
/// deque (no workers) and on workers. The end that invariant 7 speaks of: when it next goes idle.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
@Tag("threads")
class QuiescenceTest {
    private static final Duration LONG = Duration.ofMillis(60);

    /// Does something when the calling thread has begun to wait, as a run that is too early would not.
    private static void whenThisThreadWaits(Runnable what) {
        Thread caller = Thread.currentThread();
        Thread.ofPlatform().name("later").start(() -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 2_000_000_000L && caller.getState() == Thread.State.RUNNABLE)
                Thread.onSpinWait();
            what.run();
        });
    }

    /// Passes a number on, counting down; returns what counts the hops, to be read when all is quiet.
    private static long[] ring(Ensemble ensemble, Kind kind, String name, int size, int hops) {
        long[] hopped = {0};
        List<ActorRef<Integer>> ring = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            int next = (n + 1) % size;
            ring.add(ensemble.system.spawn(name + n, kind.props(Integer.class, (_, left) -> {
                hopped[0]++;
                if (left > 1) ring.get(next).tell(left - 1);
            })));
        }
        ring.getFirst().tell(hops);
        return hopped;
    }

    @ParameterizedTest
    @CsvSource({"0, HANDLER", "1, HANDLER", "2, HANDLER", "8, HANDLER", "0, BODY", "1, BODY", "2, BODY", "8, BODY"})
    void afterAMillionHops(int workers, Kind kind) {
        int hops = kind == Kind.HANDLER ? 1_000_000 : Ensemble.BATON ? 10_000 : 200_000;
        try (Ensemble ensemble = Ensemble.on(workers)) {
            long[] hopped = ring(ensemble, kind, "r", 100, hops);
            ensemble.system.run();
            assertThat(hopped[0]).isEqualTo(hops);
        }
    }

    /// Many short ones, so that each phase of a worker's falling asleep is met.
    @ParameterizedTest
    @CsvSource({"0, HANDLER", "1, HANDLER", "2, HANDLER", "8, HANDLER", "1, BODY", "2, BODY", "8, BODY"})
    void afterAFewHopsEachTime(int workers, Kind kind) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            for (int round = 0; round < 500; round++) {
                long[] hopped = ring(ensemble, kind, "r" + round + "-", 3, 1 + round % 40);
                ensemble.system.run();
                assertThat(hopped[0]).isEqualTo(1 + round % 40);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void afterAnAwaitThatSomebodyElseEnds(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            CompletableFuture<String> stage = new CompletableFuture<>();
            ensemble.system.spawn("a", Integer.class, (ActorContext<Integer> self) -> ensemble.say(self.await(stage)));
            whenThisThreadWaits(() -> stage.complete("done"));
            ensemble.system.run();
            assertThat(ensemble.said()).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void afterACallThatBlocks(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            CountDownLatch release = new CountDownLatch(2);
            ensemble.system.spawn("a", Integer.class, (ActorContext<Integer> self) -> ensemble.say(self.blocking(() -> {
                comes(release);
                return "blocked";
            })));
            ensemble.system.spawn("b", Integer.class, (ActorContext<Integer> self) -> ensemble.say(self.offload(() -> {
                release.countDown();
                return "offloaded";
            })));
            whenThisThreadWaits(release::countDown);
            ensemble.system.run();
            assertThat(ensemble.said().split(" ")).containsExactlyInAnyOrder("blocked", "offloaded");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void afterSleepsAndTimers(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ensemble.system.spawn("sleeps", Integer.class, (ActorContext<Integer> self) -> {
                self.sleep(LONG);
                ensemble.say("slept");
            });
            ensemble.system.spawn("limited", Integer.class, (ActorContext<Integer> self) -> ensemble
                    .say("empty" + self.receive(LONG).isEmpty()));
            ensemble.system.spawn("once", Integer.class, (self, n) -> {
                ensemble.say("once" + n);
                if (n < 3) self.timers().once("again", LONG.dividedBy(3), n + 1);
            }).tell(1);
            int[] beats = {0};
            ensemble.system.spawn("often", Integer.class, (self, n) -> {
                if (n == 0) self.timers().fixedRate("beat", LONG.dividedBy(5), 1);
                else if (++beats[0] == 5) self.timers().cancelAll();
            }).tell(0);
            ensemble.system.run();
            assertThat(ensemble.said()).contains("slept", "emptytrue", "once3");
            assertThat(beats[0]).as("more where the machine is late: what has been sent stays")
                    .isGreaterThanOrEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void afterTasksAndWhatTheyStart(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            AtomicInteger done = new AtomicInteger();
            for (int n = 0; n < 50; n++) ensemble.system.launch(self -> {
                self.yield();
                self.launch(inner -> {
                    inner.sleep(Duration.ofMillis(1));
                    inner.start(innermost -> done.incrementAndGet());
                });
            });
            ensemble.system.run();
            assertThat(done.get()).isEqualTo(50);
        }
    }

    /// An ask from outside whose answer takes its time, and a limit that nobody needs any more.
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void afterAnAskButNotItsLimit(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ActorRef<Asked> slow = ensemble.system.spawn("slow", Asked.class, (ActorContext<Asked> self) -> {
                Asked question = self.receive();
                self.sleep(Duration.ofMillis(5));
                question.to().tell(7);
                self.receive();
            });
            CompletableFuture<Integer> answer = ensemble.system
                    .<Asked, Integer>ask(slow, Asked::new, Duration.ofHours(1)).toCompletableFuture();
            ensemble.system.run();
            assertThat(answer).isCompletedWithValue(7);
        }
    }

    /// Those that only wait for messages hold nobody up.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void atOnceThoughManyWaitForMessages(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            AtomicInteger begun = new AtomicInteger();
            for (int n = 0; n < 1_000; n++)
                ensemble.system.spawn("b" + n, Integer.class,
                        (ActorContext<Integer> self) -> {
                            begun.incrementAndGet();
                            self.receive();
                        });
            ensemble.system.run();
            assertThat(begun.get()).isEqualTo(1_000);
            ensemble.system.run();
            assertThat(ensemble.system.run(Duration.ZERO)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void ofATaskReturnsItsResultBesideWhateverGoesOn(int workers) {
        AtomicBoolean over = new AtomicBoolean();
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ensemble.system.spawn("loop", Kind.HANDLER.props(Integer.class, (self, n) -> {
                if (!over.get()) self.ref().tell(n + 1);
            })).tell(0);
            Task<Integer> task = ensemble.system.start(self -> {
                for (int n = 0; n < 100; n++) self.yield();
                self.sleep(Duration.ofMillis(2));
                return 42;
            });
            assertThat(ensemble.system.run(task)).isEqualTo(42);
            Task<Integer> joined = ensemble.system.start(self -> {
                self.sleep(Duration.ofMillis(2));
                return 43;
            });
            assertThat(joined.join()).isEqualTo(43);
            Task<Integer> fails = ensemble.system.start(self -> {
                self.yield();
                throw new java.io.IOException("no");
            });
            assertThatThrownBy(() -> ensemble.system.run(fails)).isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(java.io.IOException.class);
            assertThatThrownBy(fails::join).isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(java.io.IOException.class);
            over.set(true);
            ensemble.system.run();
        } finally {
            over.set(true);
        }
    }

    /// Many in a row, so that the caller's going to sleep and the task's end meet.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void ofATaskMissesNoEnd(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            for (int round = 0; round < 2_000; round++) {
                int result = round;
                Task<Integer> task = ensemble.system.start(self -> result);
                assertThat(round % 2 == 0 ? task.join() : ensemble.system.run(task)).isEqualTo(round);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void forATimeSaysWhetherAllIsQuiet(int workers) {
        AtomicBoolean over = new AtomicBoolean();
        try (Ensemble ensemble = Ensemble.on(workers)) {
            assertThat(ensemble.system.run(Ensemble.PATIENCE)).isTrue();
            ensemble.system.spawn("loop", Kind.HANDLER.props(Integer.class, (self, n) -> {
                if (!over.get()) self.ref().tell(n + 1);
            })).tell(0);
            for (Duration limit : List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofMillis(20)))
                assertThat(ensemble.system.run(limit)).isFalse();
            over.set(true);
            assertThat(ensemble.system.run(Ensemble.PATIENCE)).isTrue();
            ensemble.system.launch(self -> self.await(new CompletableFuture<Integer>()));
            assertThat(ensemble.system.run(Duration.ofMillis(20))).isFalse();
        } finally {
            over.set(true);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, HANDLER", "0, BODY", "2, HANDLER", "2, BODY"})
    void isRefusedInsideAnActor(int workers, Kind kind) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ensemble.puppet("a", kind).tell(self -> {
                assertThatThrownBy(self.system()::run).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> self.system().run(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(self.system()::close).isInstanceOf(IllegalStateException.class);
                ensemble.say("refused");
            });
            ensemble.system.run();
            assertThat(ensemble.said()).isEqualTo("refused");
        }
    }
}
