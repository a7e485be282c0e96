package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Unwind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a cancelled task goes through. Holds invariants 6 (stopping unwinds) and 10 (failures are seen).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings({"FutureReturnValueIgnored", "Finally"}) // the stage hears of failures; an Unwind goes on
class TaskCancelTest {
    private static final Duration HOUR = Duration.ofHours(1);

    record Question(ActorRef<Integer> to) {}

    static void waits(TaskContext self, String how, Stage stage) {
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
            stage.system.run(Duration.ofMillis(30));
            assertThat(task.isDone()).isFalse();
            assertThat(task.cancel(true)).isTrue();
            assertThat(task.isDone()).isTrue();
            assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
            stage.system.run(Duration.ofMillis(100));
            assertThat(stage.said()).contains("cancelled").contains("finally");
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
            stage.system.run(Duration.ofMillis(30));
            task.cancel(true);
            assertThat(stage.system.run(Duration.ofSeconds(5))).isTrue();
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
            stage.system.step();
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
        stage.system.step();
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
        stage.system.step();
        long start = System.nanoTime();
        stage.end();
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(stage.said()).isEqualTo("killed");
    }

    @Test
    void aFailureInTheCleanUpIsReported() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("in finally");
            Task<Void> task = stage.system.launch(self -> {
                try {
                    self.sleep(HOUR);
                } catch (Unwind.Cancelled e) {
                    throw failure;
                }
            });
            stage.system.step();
            task.cancel(true);
            stage.settle();
            assertThat(stage.failures).extracting(Failure::cause).singleElement().isSameAs(failure);
            assertThat(task.isCancelled()).isTrue();
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
            stage.system.step();
            stage.system.step();
            task.cancel(true);
            assertThat(awaiter.join()).isEqualTo(1);
        }
    }
}
