package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.troupe.offload.Submission;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bodies and the pools they hand work to. Holds invariants 1, 3 and 6.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OffloadPoolTest {
    private final Stage stage = Stage.closedWithin(Duration.ofSeconds(2));
    private final CountDownLatch go = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final ThreadPool pool = ThreadPool.builder("p").threads(1).queue(1).build();

    @AfterEach
    void end() {
        go.countDown();
        stage.close();
        pool.close();
    }

    private Integer untilGo(int result) throws InterruptedException {
        begun.release();
        go.await();
        return result;
    }

    /// Doesn't heed interrupts.
    private Integer stubborn(int result) {
        begun.release();
        boolean open = false;
        while (!open) {
            try {
                go.await();
                open = true;
            } catch (InterruptedException e) {
                stage.say("interrupted");
            }
        }
        return result;
    }

    @Test
    @Tag("classpath")
    void theBodyWaitsAndOthersGoOn() {
        CompletableFuture<String> where = new CompletableFuture<>();
        stage.system.spawn("a", Integer.class, self -> {
            int result = self.offload(pool, () -> {
                where.complete(Thread.currentThread().getName());
                return untilGo(7);
            });
            stage.say("a" + result);
            stage.say("then" + self.receive());
        });
        stage.system.spawn("b", Integer.class, (self, n) -> {
            self.tell("a", n);
            go.countDown();
        });
        stage.system.tell("b", 1);
        stage.settle();
        assertThat(stage.said()).isEqualTo("a7 then1");
        assertThat(where.join()).startsWith("p-");
    }

    @Test
    void failuresAreRaisedAsTheyAreIfTheCallerHandlesThem() {
        IOException failure = new IOException("no disk");
        Task<Void> task = stage.system.launch(self -> {
            assertThatThrownBy(() -> self.offload(pool, () -> {
                throw failure;
            }, IOException.class)).isSameAs(failure);
            assertThatThrownBy(() -> self.offload(() -> {
                throw failure;
            }, IOException.class)).isSameAs(failure);
            assertThatThrownBy(() -> self.offload(pool, () -> {
                throw failure;
            }, IllegalStateException.class)).isInstanceOf(AwaitException.class).cause().isSameAs(failure);
            assertThatThrownBy(() -> self.offload(pool, () -> 1, null)).isInstanceOf(NullPointerException.class)
                    .hasMessage("class of failure must not be null: failure=null");
        });
        task.join();
    }

    @Test
    void workBeyondItsLimitIsRaisedAndWhatItGivesLaterIsADeadLetter() {
        Task<Integer> task = stage.system.start(self -> {
            Throwable late = catchThrowable(() -> self.offload(pool.limit(Duration.ofMillis(10)), () -> stubborn(5)));
            assertThat(late).isInstanceOf(WorkTimeoutException.class);
            return self.offload(self.system().processors(), () -> {
                go.countDown();
                return 6;
            });
        });
        assertThat(stage.system.run(task)).isEqualTo(6);
        Stage.eventually(() -> !stage.deadLetters.isEmpty());
        assertThat(stage.deadLetters).containsExactly(
                new DeadLetter(task.name(), 5, DeadLetter.Reason.LATE_RESULT));
    }

    @Test
    void workThatOutlivesItsActorIsInterruptedAndItsResultIsADeadLetter() {
        ActorRef<Object> ref = stage.system.spawn("a", Object.class, self -> self.offload(pool, () -> stubborn(5)));
        stage.settleUntil(() -> begun.tryAcquire());
        stage.system.stop(ref);
        stage.driveToTheEndOf("a");
        go.countDown();
        Stage.eventually(() -> !stage.deadLetters.isEmpty());
        assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", 5, DeadLetter.Reason.LATE_RESULT));
        assertThat(stage.said()).isEqualTo("interrupted");
    }

    @Test
    void aSubmitGoesOnWhileThereIsRoomAndWaitsForItElse() {
        ActorRef<Object> ref = stage.system.spawn("a", Object.class, self -> {
            List<Task<Integer>> all = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                int number = n;
                all.add(self.submit(pool, () -> untilGo(number)));
                stage.say("s" + n);
            }
            for (Task<Integer> each : all) stage.say(self.await(each));
        });
        stage.settleUntil(() -> stage.system.waits().stream()
                .anyMatch(wait -> wait.toString().contains("waits for room in a pool")));
        assertThat(stage.said()).as("one runs, one is queued, the third stands in line").isEqualTo("s0 s1");
        assertThat(pool.stats().line()).isEqualTo(1);
        go.countDown();
        stage.settle();
        assertThat(stage.said()).isEqualTo("s0 s1 s2 s3 0 1 2 3");
        assertThat(stage.system.whenEnded(ref)).isNotNull();
    }

    @Test
    void whatABodyHasSubmittedEndsWithIt() {
        stage.system.spawn("a", Object.class, self -> {
            var _ = self.submit(pool, () -> stubborn(1));
            var _ = self.submit(pool, () -> untilGo(2));
            self.receive();
        });
        stage.settleUntil(() -> begun.tryAcquire());
        stage.settleUntil(() -> pool.stats().queued() == 1);
        stage.system.tell("a", "end");
        stage.driveToTheEndOf("a");
        stage.settleUntil(() -> stage.said().equals("interrupted") && pool.stats().queued() == 0);
        go.countDown();
        Stage.eventually(() -> !stage.deadLetters.isEmpty());
        assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", 1, DeadLetter.Reason.LATE_RESULT));
        assertThat(begun.tryAcquire()).as("the queued one has begun").isFalse();
    }

    @Test
    void aRestartEndsWhatTheLifeBeforeHasSubmitted() {
        stage.system.spawn("a", Props.of(Object.class, (ActorContext<Object> self) -> {
            stage.say("begins");
            if (stage.said().equals("begins")) {
                var _ = self.submit(pool, () -> stubborn(1));
            }
            self.receive();
            throw new IllegalStateException("crash");
        }).restart(RestartPolicy.upTo(1, Duration.ofMinutes(1))));
        stage.settleUntil(() -> begun.tryAcquire());
        stage.system.tell("a", "crash");
        stage.settleUntil(() -> stage.said().contains("interrupted") && stage.said().split("begins", -1).length == 3);
        go.countDown();
        Stage.eventually(() -> stage.deadLetters.contains(new DeadLetter("a", 1, DeadLetter.Reason.LATE_RESULT)));
    }

    @Test
    void aCancelledTaskCancelsTheWorkItWaitsFor() {
        CompletableFuture<Task<Integer>> submitted = new CompletableFuture<>();
        stage.system.spawn("a", Object.class, self -> {
            Task<Integer> work = self.submit(pool, () -> stubborn(1));
            submitted.complete(work);
            stage.say(catchThrowable(() -> self.await(work)).getClass().getSimpleName());
        });
        stage.settleUntil(() -> begun.tryAcquire());
        submitted.join().cancel(true);
        stage.settleUntil(() -> stage.said().contains("CancellationException") && stage.said().contains("interrupted"));
        assertThat(stage.failures).isEmpty();
    }

    @Test
    @Tag("deque") // the stop comes between what was woken and its turn
    void workThatWasTakenAsItsBodyStopsIsCancelled() {
        Semaphore first = new Semaphore(0);
        Submission<Integer> one = pool.submit(() -> {
            first.acquire();
            return 1;
        });
        Submission<Integer> two = pool.submit(() -> 2);
        ActorRef<Object> ref = stage.system.spawn("a", Object.class,
                self -> self.submit(pool, () -> stubborn(5)).name());
        stage.turns();
        assertThat(pool.stats().line()).isEqualTo(1);
        first.release();
        begun.acquireUninterruptibly(); // its work runs, and it hasn't had a turn since
        assertThat(one.isDone() && two.isDone()).isTrue();
        stage.system.stop(ref);
        stage.driveToTheEndOf("a");
        Stage.eventually(() -> stage.said().equals("interrupted"));
        go.countDown();
        Stage.eventually(() -> !stage.deadLetters.isEmpty());
        assertThat(stage.deadLetters).containsExactly(new DeadLetter("a", 5, DeadLetter.Reason.LATE_RESULT));
    }

    @Test
    @Tag("deque") // the stop comes between what was woken and its turn
    void aResultThatIsThereAsItsBodyStopsIsADeadLetter() {
        ActorRef<Object> ref = stage.system.spawn("a", Object.class, self -> self.offload(pool, () -> untilGo(5)));
        ActorRef<Object> other = stage.system.spawn("b", Object.class, self -> {
            var _ = self.submit(pool, () -> untilGo(6));
            self.receive();
        });
        stage.turns();
        go.countDown();
        Stage.eventually(() -> pool.stats().done() == 2);
        stage.system.stop(ref);
        stage.system.stop(other);
        stage.settle();
        assertThat(stage.deadLetters).containsExactlyInAnyOrder(new DeadLetter("a", 5, DeadLetter.Reason.LATE_RESULT),
                new DeadLetter("b", 6, DeadLetter.Reason.LATE_RESULT));
    }

    @Test
    void aBodyInLineIsToldThatThePoolIsClosed() {
        stage.system.spawn("a", Object.class, self -> {
            var _ = self.submit(pool, () -> untilGo(1));
            var _ = self.submit(pool, () -> untilGo(2));
            stage.say(catchThrowable(() -> self.submit(pool, () -> 3)).getClass().getSimpleName());
        });
        stage.settleUntil(() -> pool.stats().line() == 1);
        pool.close();
        stage.settle();
        assertThat(stage.said()).isEqualTo("RejectedExecutionException");
    }

    @Test
    void aPoolThatIsClosedSaysSoWhereItIsAwaited() {
        stage.system.spawn("a", Object.class, self -> {
            stage.say(catchThrowable(() -> self.offload(pool, () -> untilGo(1))).getMessage());
            stage.say(catchThrowable(() -> self.submit(pool, () -> 2)).getClass().getSimpleName());
        });
        stage.settleUntil(() -> begun.tryAcquire());
        pool.close();
        stage.settle();
        assertThat(stage.said()).isEqualTo("a pool that is closed does no work: pool=p, work=running "
                + RejectedExecutionException.class.getSimpleName());
    }

    @Test
    void theSystemsOwnPoolIsClosedWithIt() {
        ThreadPool own = stage.system.processors();
        assertThat(own.stats().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThatThrownBy(own::close).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the pool of a system is closed with it: pool=troupe-offload, system=");
        assertThatThrownBy(() -> own.close(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        stage.system.start(self -> self.offload(() -> 1)).join();
        Stage.eventually(() -> own.stats().done() == 1);
        stage.close();
        assertThat(own.submit(() -> 2).state()).isEqualTo(java.util.concurrent.Future.State.FAILED);
    }

    @Test
    void aBodyThatUnwindsSubmitsNothingNew() {
        ActorRef<Object> ref = stage.system.spawn("a", Object.class, self -> {
            self.stop();
            self.submit(pool, () -> untilGo(1)).name();
        });
        stage.driveToTheEndOf("a");
        assertThat(stage.system.whenEnded(ref)).isNotNull();
        assertThat(pool.stats().active() + pool.stats().queued()).isZero();
        assertThat(begun.tryAcquire()).isFalse();
    }

    @Test
    void aTaskOnAThreadHasTheSame() throws Exception {
        Task<Integer> task = stage.system.startOn(Runnable::run, self -> {
            Task<Integer> one = self.submit(pool, () -> 1);
            assertThatThrownBy(() -> self.offload(pool, () -> {
                throw new IOException();
            }, IOException.class)).isInstanceOf(IOException.class);
            return self.offload(pool, () -> 2) + self.offload(() -> 3, RuntimeException.class) + self.await(one);
        });
        assertThat(task.get()).isEqualTo(6);
        Task<Integer> cancelled = stage.system.startOn(work -> Thread.startVirtualThread(work), self -> self
                .offload(pool, () -> stubborn(4)));
        begun.acquire();
        cancelled.cancel(true);
        Stage.eventually(() -> stage.said().equals("interrupted"));
        go.countDown();
        Stage.eventually(() -> !stage.deadLetters.isEmpty());
        assertThat(stage.deadLetters).containsExactly(
                new DeadLetter(cancelled.name(), 4, DeadLetter.Reason.LATE_RESULT));
    }
}
