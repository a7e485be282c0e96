package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A task whose body runs on one given thread throughout. Holds section 2 and invariant 9.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class TaskOnThreadTest {
    @Test
    void staysOnItsThreadThroughEveryKindOfWait() {
        try (Stage stage = new Stage();
                ExecutorService executor = Executors
                        .newFixedThreadPool(3, Thread.ofPlatform().name("mine-", 0).factory())) {
            stage.system.spawn("answers", Question.class, (self, question) -> question.to().tell(4));
            stage.system.drive();
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            Task<Integer> task = stage.system.startOn(executor, self -> {
                Runnable note = () -> seen.add(Thread.currentThread());
                note.run();
                self.sleep(Duration.ofMillis(1));
                note.run();
                self.yield();
                int sum = self.await(CompletableFuture.supplyAsync(() -> 1));
                note.run();
                sum += self.await(self.start(other -> 2));
                note.run();
                sum += self.offload(() -> 3);
                note.run();
                sum += self.<Integer>ask("answers", Question::new, Stage.PATIENCE);
                note.run();
                sum += self.blocking(() -> {
                    note.run();
                    return 5;
                });
                return sum;
            });
            assertThat(task.join()).isEqualTo(15);
            assertThat(seen).singleElement().satisfies(thread -> assertThat(thread.getName()).startsWith("mine-"));
        }
    }

    @Test
    void itsWaitsBlockItsThread() {
        try (Stage stage = new Stage(); ExecutorService executor = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Integer> later = new CompletableFuture<>();
            Task<Integer> first = stage.system.startOn(executor, self -> {
                stage.say("begins");
                int got = self.await(later);
                stage.say("ends");
                return got;
            });
            Task<Integer> second = stage.system.startOn(executor, self -> {
                stage.say("second");
                return 2;
            });
            Stage.eventually(() -> stage.said().equals("begins"));
            later.complete(1);
            assertThat(second.join()).isEqualTo(2);
            assertThat(first.join()).isEqualTo(1);
            assertThat(stage.said()).isEqualTo("begins ends second");
        }
    }

    @Test
    void raisesFailuresAsOtherTasksDo() {
        try (Stage stage = new Stage()) {
            IOException checked = new IOException();
            IllegalStateException unchecked = new IllegalStateException();
            stage.system.startOn(Runnable::run, self -> {
                assertThatThrownBy(() -> self.await(CompletableFuture.failedFuture(unchecked))).isSameAs(unchecked);
                assertThatThrownBy(() -> self.await(CompletableFuture.failedFuture(checked)))
                        .isInstanceOf(AwaitException.class).cause().isSameAs(checked);
                assertThatThrownBy(() -> self.await(CompletableFuture.failedFuture(checked), IOException.class))
                        .isSameAs(checked);
                return 1;
            }).join();
        }
    }

    @Test
    void drivesTheDequeForWhatItAwaitsIfNobodyDoes() throws Exception {
        try (Stage stage = new Stage(); ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Task<Integer> task = stage.system.startOn(executor, self -> self.await(self.start(other -> 1)));
            try {
                assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    @Test
    void othersCanNotCompleteIt() {
        try (Stage stage = new Stage(); ExecutorService executor = Executors.newSingleThreadExecutor()) {
            CountDownLatch go = new CountDownLatch(1);
            Task<Integer> task = stage.system.startOn(executor, self -> {
                go.await();
                return 1;
            });
            task.toCompletableFuture().complete(2);
            go.countDown();
            assertThat(task.join()).isEqualTo(1);
        }
    }

    @Test
    void itsJoinIsRefusedInsideActors() {
        try (Stage stage = new Stage(); ExecutorService executor = Executors.newSingleThreadExecutor()) {
            CountDownLatch go = new CountDownLatch(1);
            Task<Integer> task = stage.system.startOn(executor, self -> {
                go.await();
                return 1;
            });
            Task<Void> inside = stage.system.launch(self -> assertThatThrownBy(task::join)
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("use await"));
            try {
                inside.join();
            } finally {
                go.countDown();
            }
        }
    }

    @Test
    void itsContextRefusesOtherThreadsAndTheListenersHearOfIt() {
        try (Stage stage = new Stage()) {
            stage.recorder("r");
            CompletableFuture<TaskContext> leaked = new CompletableFuture<>();
            stage.system.startOn(Runnable::run, self -> leaked.complete(self)).join();
            TaskContext context = leaked.join();
            assertThatThrownBy(() -> context.tell("r", 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> context.ask("r", Question::new, Duration.ofMillis(1)))
                    .isInstanceOf(IllegalStateException.class);
            stage.settle();
            assertThat(stage.said()).as("what is refused is not sent").isEmpty();
            assertThat(stage.failures).as("reported refusals").hasSize(2);
        }
    }

    @Test
    void aCancelledOneThatHasNotBegunNeverRuns() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Stage stage = new Stage()) {
            CountDownLatch go = new CountDownLatch(1);
            executor.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    stage.say(e);
                }
            });
            Task<Integer> task = stage.system.startOn(executor, self -> {
                stage.say("ran");
                return 1;
            });
            assertThat(task.cancel(true)).isTrue();
            go.countDown();
            executor.shutdown();
            Stage.eventually(executor::isTerminated);
            assertThat(stage.said()).isEmpty();
        }
    }

    @Test
    void cancellingEndsAWaitAndItsCleanUpMayWait() {
        try (Stage stage = new Stage(); ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Task<Integer> task = waiting(stage, executor, new CountDownLatch(1));
            assertThat(task.cancel(true)).isTrue();
            executor.shutdown();
            Stage.eventually(executor::isTerminated);
            assertThat(stage.said()).isEqualTo("waits Cancelled cleaned up, interrupted=false");
        }
    }

    @Test
    void closingTheSystemCancels() {
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Task<Integer> task;
            try (Stage stage = new Stage()) {
                CountDownLatch waits = new CountDownLatch(1);
                task = waiting(stage, executor, waits);
                stage.system.close();
                executor.shutdown();
                Stage.eventually(executor::isTerminated);
                assertThat(stage.said()).contains("Cancelled");
            }
            assertThat(task.isCancelled()).isTrue();
        }
    }

    private static Task<Integer> waiting(Stage stage, ExecutorService executor, CountDownLatch waits) {
        Task<Integer> task = stage.system.startOn(executor, self -> {
            try {
                stage.say("waits");
                waits.countDown();
                return self.await(new CompletableFuture<>());
            } catch (Throwable end) {
                stage.say(end.getClass().getSimpleName());
                throw end;
            } finally {
                self.sleep(Duration.ofMillis(1));
                stage.say("cleaned up, interrupted=" + Thread.currentThread().isInterrupted());
            }
        });
        Stage.eventually(() -> waits.getCount() == 0);
        return task;
    }

    @Test
    void anInterruptOfItsThreadEndsItsWaitsAndStays() {
        try (Stage stage = new Stage()) {
            stage.system.startOn(Runnable::run, self -> {
                for (Runnable wait : List.<Runnable>of(() -> self.sleep(Duration.ofHours(1)),
                        () -> self.awaitFuture(new FutureTask<>(() -> 1)),
                        () -> self.await(new CompletableFuture<>()))) {
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(wait::run).isInstanceOf(CancellationException.class)
                            .hasMessageContaining("interrupted").hasCauseInstanceOf(InterruptedException.class);
                    assertThat(Thread.interrupted()).isTrue();
                }
                return 1;
            }).join();
        }
    }
}
