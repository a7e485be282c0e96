package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Unwind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a cancelled task goes through. Holds invariants 6 (stopping unwinds) and 10 (failures are seen).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings({"FutureReturnValueIgnored", "Finally"}) // the stage hears of failures; an Unwind goes on
class TaskCancelTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /// Says "waits" when it is about to wait, or when what it waits for has begun.
    static void waits(TaskContext self, String how, Stage stage) {
        if (!how.equals("offload") && !how.equals("blocking")) stage.say("waits");
        switch (how) {
            case "sleep" -> self.sleep(HOUR);
            case "yield" -> {
                while (true) self.yield();
            }
            case "await" -> self.await(new CompletableFuture<>());
            case "task" -> self.await(self.start(other -> other.await(new CompletableFuture<>())));
            case "awaitFuture" -> self.awaitFuture(new FutureTask<>(() -> 1));
            case "offload" -> self.offload(() -> blocks(stage));
            case "blocking" -> self.blocking(() -> blocks(stage));
            case "ask" -> self.<Integer>ask("deaf", Question::new, HOUR);
            default -> throw new IllegalArgumentException(how);
        }
    }

    private static int blocks(Stage stage) throws InterruptedException {
        try {
            stage.say("waits");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stage.say("interrupted");
        }
        return 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "yield", "await", "task", "awaitFuture", "offload", "blocking", "ask"})
    void isRaisedWhereItWaitsAndFinallyMayWait(String how) {
        try (Stage stage = Stage.closedWithin(Duration.ofMillis(500))) {
            stage.system.spawn("deaf", Question.class, self -> {
                while (true) self.receive();
            });
            Task<Void> task = stage.system.launch(self -> {
                try {
                    waits(self, how, stage);
                } catch (Unwind.Cancelled e) {
                    stage.say("cancelled");
                    throw e;
                } finally {
                    self.sleep(Duration.ofMillis(1));
                    self.yield();
                    self.await(self.start(other -> 1));
                    self.offload(() -> 1);
                    stage.say("finally");
                }
            });
            stage.settleUntil(() -> stage.said().contains("waits"));
            assertThat(task.isDone()).isFalse();
            assertThat(task.cancel(true)).isTrue();
            assertThat(task.isDone()).isTrue();
            assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
            stage.settleUntil(() -> stage.said().contains("finally"));
            assertThat(stage.said()).contains("cancelled");
            if (how.equals("offload") || how.equals("blocking"))
                Stage.eventually(() -> stage.said().contains("interrupted"));
            assertThat(task.isCancelled()).isTrue();
            assertThat(stage.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "await", "awaitFuture", "offload", "blocking", "ask"})
    void leavesNothingThatKeepsTheSystemBusy(String how) {
        try (Stage stage = new Stage()) {
            stage.system.spawn("deaf", Question.class, self -> {
                while (true) self.receive();
            });
            Task<Void> task = stage.system.launch(self -> waits(self, how, stage));
            stage.settleUntil(() -> stage.said().contains("waits"));
            task.cancel(true);
            assertThat(stage.system.run(Stage.PATIENCE)).isTrue();
        }
    }

    @Test
    void beforeItsStartItNeverRuns() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> {
                stage.say("ran");
                return 1;
            });
            assertThat(task.cancel(false)).isTrue();
            stage.settle();
            assertThat(stage.said()).isEmpty();
            assertThat(task.isCancelled()).isTrue();
        }
    }

    @Test
    void afterItsEndIsTooLate() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> 1);
            stage.settle();
            assertThat(task.cancel(true)).isFalse();
            assertThat(task.join()).isEqualTo(1);
            stage.settle();
        }
    }

    @Test
    void byItselfIsRaisedAtTheNextWait() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Task<?>> own = new CompletableFuture<>();
            Task<Void> task = stage.system.launch(self -> {
                own.join().cancel(true);
                stage.say("goes on");
                try {
                    self.sleep(HOUR);
                } catch (Unwind.Cancelled e) {
                    stage.say("raised");
                    throw e;
                }
            });
            own.complete(task);
            stage.settle();
            assertThat(stage.said()).isEqualTo("goes on raised");
        }
    }

    @Test
    void aSecondCancelIsNotRaisedInTheCleanUp() {
        try (Stage stage = new Stage()) {
            Task<Void> task = sleeperThatFlushes(stage);
            stage.untilSomebodyWaits();
            task.cancel(true);
            stage.system.step();
            assertThat(task.cancel(true)).isFalse();
            stage.settle();
            assertThat(stage.said()).isEqualTo("flushed");
        }
    }

    @Test
    void aCloseLetsTheCleanUpOfACancelledTaskWait() {
        Stage stage = new Stage();
        Task<Void> task = sleeperThatFlushes(stage);
        stage.untilSomebodyWaits();
        task.cancel(true);
        stage.system.step();
        stage.end();
        assertThat(stage.said()).isEqualTo("flushed");
    }

    private static Task<Void> sleeperThatFlushes(Stage stage) {
        return stage.system.launch(self -> {
            try {
                self.sleep(HOUR);
            } finally {
                self.sleep(Duration.ofMillis(50));
                stage.say("flushed");
            }
        });
    }

    @Test
    void aCloseKillsACleanUpThatWaitsTooLong() {
        Stage stage = Stage.closedWithin(Duration.ofMillis(200));
        stage.system.launch(self -> {
            try {
                self.sleep(HOUR);
            } finally {
                try {
                    self.sleep(HOUR);
                } catch (Unwind.Killed e) {
                    assertThatThrownBy(self::yield).isInstanceOf(Unwind.Killed.class);
                    stage.say("killed");
                    throw e;
                }
            }
        });
        stage.untilSomebodyWaits();
        long start = System.nanoTime();
        stage.end();
        assertThat(System.nanoTime() - start).isLessThan(Stage.PATIENCE.toNanos());
        stage.assertSaidInTheEnd("killed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureInTheCleanUpIsReported(boolean launched) {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("in finally");
            TaskAction body = self -> {
                try {
                    self.sleep(HOUR);
                } catch (Unwind.Cancelled e) {
                    throw failure;
                }
            };
            Task<?> task = launched ? stage.system.launch(body) : stage.system.start(self -> {
                body.run(self);
                return 1;
            });
            stage.untilSomebodyWaits();
            task.cancel(true);
            stage.settle();
            assertThat(stage.failures).extracting(Failure::cause).singleElement().isSameAs(failure);
            assertThat(task.isCancelled()).isTrue();
        }
    }

    @Test
    void oneThatIsKilledIsCancelledWhateverItReturns() {
        Stage stage = Stage.closedWithin(Duration.ofMillis(200));
        Task<Integer> task = stage.system.start(self -> {
            try {
                self.sleep(HOUR);
            } catch (Unwind.Cancelled e) {
                try {
                    self.sleep(HOUR);
                } catch (Unwind.Killed end) {
                    stage.say("killed");
                }
            }
            return 1;
        });
        stage.untilSomebodyWaits();
        stage.end();
        stage.assertSaidInTheEnd("killed");
        Stage.eventually(task::isCancelled);
    }

    @Test
    @Tag("deque") // the order across actors
    void goesBeforeWhatHasBeenSent() {
        try (Stage stage = new Stage()) {
            stage.recorder("r");
            Task<Void> task = stage.system.launch(self -> {
                try {
                    self.sleep(HOUR);
                } finally {
                    stage.say("unwound");
                }
            });
            for (int turn = 0; turn < 2; turn++) stage.system.step();
            stage.system.tell("r", 1);
            task.cancel(true);
            stage.settle();
            assertThat(stage.said()).isEqualTo("unwound r1");
        }
    }

    /// Where the engine lets others go on meanwhile, the cancellation finds a body that doesn't wait.
    @Test
    void ofABodyThatBlocksIsRaisedOnceAtItsNextWait() {
        try (Stage stage = new Stage()) {
            CountDownLatch blocks = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Task<Void> task = stage.system.launch(self -> {
                blocks.countDown();
                go.await();
                try {
                    self.sleep(HOUR);
                } finally {
                    self.sleep(Duration.ofMillis(1));
                    stage.say("flushed");
                }
            });
            stage.system.spawn("door", Integer.class, (self, n) -> go.countDown());
            Thread outside = Thread.ofVirtual().start(() -> {
                awaited(blocks);
                task.cancel(true);
                stage.system.tell("door", 1);
                if (!"virtual".equals(System.getProperty("troupe.test.engine"))) go.countDown();
            });
            stage.settle();
            assertThat(outside).satisfies(Thread::join);
            stage.settle();
            assertThat(stage.said()).isEqualTo("flushed");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void aCloseInterruptsOneThatBlocks() {
        Stage stage = Stage.closedWithin(Duration.ofMillis(500));
        CountDownLatch blocks = new CountDownLatch(1);
        Task<Integer> task = stage.system.start(self -> {
            blocks.countDown();
            return blocks(stage);
        });
        stage.system.drive();
        awaited(blocks);
        stage.end();
        stage.assertSaidInTheEnd("waits interrupted");
        Stage.eventually(task::isDone);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void raisesACancellationWhereTheTaskIsAwaited() {
        try (Stage stage = new Stage()) {
            Task<Void> task = stage.system.launch(self -> self.sleep(HOUR));
            Task<Integer> awaiter = stage.system.start(self -> {
                assertThatThrownBy(() -> self.await(task)).isInstanceOf(CancellationException.class);
                self.yield();
                return 1;
            });
            stage.turns();
            task.cancel(true);
            assertThat(awaiter.join()).isEqualTo(1);
        }
    }
}
