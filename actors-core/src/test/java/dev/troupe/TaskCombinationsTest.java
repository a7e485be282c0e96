package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Generator;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a body waits for several things: after, all, any, as completed, map. Holds section 2 and invariant 6.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class TaskCombinationsTest {
    private static final int HOUR = 3_600_000; // in milliseconds

    private static Task<Integer> later(TaskStarter starter, int millis, int value) {
        return starter.after(Duration.ofMillis(millis), self -> value);
    }

    private static Task<Integer> failing(TaskStarter starter, RuntimeException failure) {
        return starter.start(self -> {
            throw failure;
        });
    }

    @Test
    void afterSleepsFirst() {
        ManualClock clock = new ManualClock();
        try (Stage stage = new Stage(settings -> settings.clock(clock))) {
            stage.system.after(Duration.ofMillis(10), self -> {
                stage.say("late");
                return 0;
            });
            stage.system.launch(self -> stage.say("early"));
            stage.settle();
            clock.advance(Duration.ofMillis(9));
            stage.settle();
            assertThat(stage.said()).isEqualTo("early");
            clock.advance(Duration.ofMillis(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("early late");
            assertThatThrownBy(() -> stage.system.after(Duration.ofMillis(-1), self -> 1))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("negative");
        }
    }

    @Test
    void afterCanBeCancelledBefore() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.after(Duration.ofHours(1), self -> {
                stage.say("ran");
                return 0;
            });
            stage.system.step();
            task.cancel(true);
            stage.settle();
            assertThat(stage.said()).isEmpty();
        }
    }

    @Test
    void allGivesTheResultsInTheOrderOfTheStages() {
        try (Stage stage = new Stage()) {
            Task<List<Integer>> all = stage.system.start(self -> self
                    .await(Task.all(
                            List.of(later(self, 15, 1), later(self, 1, 2), CompletableFuture.completedFuture(3)))));
            assertThat(all.join()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void allOfNoneIsDoneAndAllKeepsNull() {
        try (Stage stage = new Stage()) {
            assertThat(stage.system.start(self -> self.await(Task.all(List.of()))).join()).isEmpty();
            assertThat(stage.system.start(self -> self.await(
                    Task.all(List.of(CompletableFuture.<String>completedFuture(null))))).join()).hasSize(1)
                    .containsOnlyNulls();
        }
    }

    @Test
    void allFailsAsSoonAsOneFails() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("one of them");
            Task<Integer> task = stage.system.start(self -> {
                assertThatThrownBy(() -> self.await(
                        Task.all(List.of(new CompletableFuture<Integer>(), failing(self, failure))))).isSameAs(failure);
                return 1;
            });
            assertThat(task.join()).isEqualTo(1);
        }
    }

    @Test
    void anyGivesTheFirstToBeDoneWhetherItReturnsOrFails() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("first");
            Task<Integer> task = stage.system.start(self -> {
                assertThat(self.await(Task.any(List.of(later(self, HOUR, 1), later(self, 1, 2))))).isEqualTo(2);
                assertThatThrownBy(() -> self.await(Task.any(List.of(later(self, HOUR, 1), failing(self, failure)))))
                        .isSameAs(failure);
                return 1;
            });
            assertThat(task.join()).isEqualTo(1);
            assertThatThrownBy(() -> Task.any(List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void asCompletedGivesTheFirstDoneFirst() {
        ManualClock clock = new ManualClock();
        try (Stage stage = new Stage(settings -> settings.clock(clock))) {
            Task<List<Integer>> task = stage.system.start(self -> {
                List<Integer> got = new ArrayList<>();
                for (int n : self.asCompleted(List.of(later(self, 3, 3), later(self, 2, 2), later(self, 1, 1))))
                    got.add(n);
                return got;
            });
            for (int milli = 0; milli < 3; milli++) {
                stage.turns();
                clock.advance(Duration.ofMillis(1));
            }
            assertThat(task.join()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void asCompletedRaisesTheFailureInItsPlace() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("second");
            Task<Integer> task = stage.system.start(self -> {
                CompletableFuture<Integer> bad = new CompletableFuture<>();
                Generator<Integer, Void, Void> each = self
                        .asCompleted(List.of(bad, CompletableFuture.completedFuture(1)));
                assertThat(each.next()).isEqualTo(1);
                bad.completeExceptionally(failure);
                assertThatThrownBy(each::next).isSameAs(failure);
                return 1;
            });
            assertThat(task.join()).isEqualTo(1);
        }
    }

    @Test
    void mapGivesTheResultsInOrderAndComputesThemElsewhere() {
        try (Stage stage = new Stage()) {
            Task<List<Integer>> task = stage.system.start(self -> {
                List<Integer> got = new ArrayList<>();
                for (int n : self.map(IntStream.range(0, 500).boxed().toList(), n -> {
                    if (!Thread.currentThread().getName().startsWith("troupe-offload")) throw new AssertionError();
                    if (n % 7 == 0) Thread.onSpinWait();
                    return n * 2;
                })) got.add(n);
                return got;
            });
            assertThat(task.join()).isEqualTo(IntStream.range(0, 500).map(n -> n * 2).boxed().toList());
        }
    }

    @Test
    void mapIsLazyAndWorksAtMostAWindowAhead() {
        try (Stage stage = new Stage()) {
            AtomicInteger applied = new AtomicInteger();
            int window = Runtime.getRuntime().availableProcessors() + 2;
            Task<Integer> task = stage.system.start(self -> {
                Generator<Integer, Void, Void> each = self.map(IntStream.range(0, 1_000_000).boxed().toList(), n -> {
                    applied.incrementAndGet();
                    return n;
                });
                self.sleep(Duration.ofMillis(10));
                assertThat(applied).hasValue(0);
                int taken = 0;
                for (int n = 0; n < 10; n++) {
                    each.next();
                    taken++;
                    self.sleep(Duration.ofMillis(3));
                    assertThat(applied.get()).isBetween(taken, taken + window);
                }
                each.close();
                return taken;
            });
            assertThat(task.join()).isEqualTo(10);
        }
    }

    @Test
    void mapRaisesTheFailureInItsPlaceAndEnds() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException("at 2");
            Task<Integer> task = stage.system.start(self -> {
                Generator<Integer, Void, Void> each = self.map(List.of(0, 1, 2, 3), n -> {
                    if (n == 2) throw failure;
                    return n;
                });
                assertThat(each.next()).isEqualTo(0);
                assertThat(each.next()).isEqualTo(1);
                assertThatThrownBy(each::next).isSameAs(failure);
                return 1;
            });
            assertThat(task.join()).isEqualTo(1);
        }
    }

    @Test
    void mapClosedEarlyInterruptsWhatIsBeingWorkedOn() {
        try (Stage stage = new Stage()) {
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            Task<Integer> task = stage.system.start(self -> {
                Generator<Integer, Void, Void> each = self.map(List.of(0, 1), n -> {
                    if (n == 0) return 0;
                    working.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return 1;
                });
                int first = each.next();
                self.blocking(() -> {
                    working.await();
                    return 0;
                });
                each.close();
                return first;
            });
            assertThat(task.join()).isEqualTo(0);
            stage.settle();
            Stage.eventually(() -> interrupted.getCount() == 0);
            assertThat(stage.failures).isEmpty();
        }
    }
}
