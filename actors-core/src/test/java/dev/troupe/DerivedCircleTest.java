package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Circles through stages that come of tasks: several at once, or derived. Holds invariant 7, also where there is no circle.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings({"FutureReturnValueIgnored", "ImmutableEnumChecker"}) // the stage hears of failures; a function
class DerivedCircleTest {
    private static final CompletionStage<Object> DONE = CompletableFuture.completedFuture(1);

    private final Stage stage = new Stage();

    /// What needs the task it is made of.
    enum Derivation {
        THEN_APPLY(task -> task.thenApply(n -> n)), THEN_APPLY_ASYNC(task -> task.thenApplyAsync(n -> n)), THEN_COMPOSE(
                task -> task.thenCompose(n -> DONE)), HANDLE(task -> task.handle((n, failure) -> 1)), WHEN_COMPLETE(
                        task -> task.whenComplete((n, failure) -> {})), EXCEPTIONALLY(
                                task -> task.exceptionally(e -> 1)), THEN_ACCEPT(
                                        task -> task.thenAccept(n -> {}).thenApply(nothing -> 1)), THEN_COMBINE(
                                                task -> task.thenCombine(DONE, (n, m) -> n)), TWICE(
                                                        task -> task.thenApply(n -> n).handle((n, failure) -> 1)), ALL(
                                                                task -> Task.all(List.of(task))
                                                                        .thenApply(all -> 1)), ALL_OF_SEVERAL(
                                                                                task -> Task.all(List.of(DONE,
                                                                                        new CompletableFuture<>(),
                                                                                        task.thenApply(n -> n)))
                                                                                        .thenApply(
                                                                                                all -> 1)), ALL_OF_ALL(
                                                                                                        task -> Task
                                                                                                                .all(List
                                                                                                                        .of(Task.all(
                                                                                                                                List.of(DONE,
                                                                                                                                        task)),
                                                                                                                                Task.all(
                                                                                                                                        List.of(task))))
                                                                                                                .handle(
                                                                                                                        (all, failure) -> 1));

        private final UnaryOperator<CompletionStage<Object>> derived;

        Derivation(UnaryOperator<CompletionStage<Object>> derived) {
            this.derived = derived;
        }
    }

    /// Two tasks that await what is made of the other; the second closes the circle.
    private List<Task<Object>> pair(UnaryOperator<CompletionStage<Object>> first,
            UnaryOperator<CompletionStage<Object>> second) {
        List<Task<Object>> both = new ArrayList<>();
        both.add(stage.system.start(self -> self.await(first.apply(both.get(1)))));
        both.add(stage.system.start(self -> {
            stage.afterWaitOf("task-1", self);
            DeadlockException circle = catchThrowableOfType(DeadlockException.class,
                    () -> self.await(second.apply(both.get(0))));
            stage.say(circle.getMessage());
            return 2;
        }));
        return both;
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWhereItWasWaitedForFirst(Derivation how) {
        try (stage) {
            pair(how.derived, task -> task);
            stage.settleUntil(() -> !stage.said().isEmpty());
            stage.end();
            assertThat(stage.said()).isEqualTo("task-1 awaits task-2, task-2 awaits task-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByWhoClosesIt(Derivation how) {
        try (stage) {
            List<Task<Object>> both = pair(task -> task, how.derived);
            stage.settle();
            assertThat(stage.said()).isEqualTo("task-1 awaits task-2, task-2 awaits task-1");
            assertThat(both.getFirst().join()).isEqualTo(2);
        }
    }

    @Test
    void thatNobodyCatchesIsThrownByRunOnce() {
        try (stage) {
            List<Task<Object>> both = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                int other = 1 - n;
                both.add(stage.system.start(self -> {
                    if (other == 0) stage.afterWaitOf("task-1", self);
                    return self.await(Task.all(List.of(DONE, both.get(other))));
                }));
            }
            assertThatThrownBy(stage::settle).isInstanceOf(DeadlockException.class)
                    .hasMessage("task-1 awaits task-2, task-2 awaits task-1");
            stage.settle();
        }
    }

    record Question(ActorRef<Integer> to) {}

    @Test
    void goesThroughTheOneOfManyThatLeadsBack() {
        try (stage) {
            stage.system.spawn("boss", Question.class, self -> {
                self.receive();
                List<Task<Integer>> workers = new ArrayList<>();
                for (int n = 0; n < 10; n++) {
                    boolean asksBack = n == 7;
                    workers.add(self.start(task -> {
                        task.yield();
                        if (asksBack) stage.afterWaitOf("boss", task);
                        return asksBack ? task.<Integer>ask("boss", Question::new, Duration.ofHours(1)) : 1;
                    }));
                }
                DeadlockException circle = catchThrowableOfType(DeadlockException.class,
                        () -> self.await(Task.all(workers)));
                stage.say(circle.getMessage());
            });
            stage.system.tell("boss", new Question(stage.system.spawn("to", Integer.class, (self, n) -> {})));
            stage.settle();
            assertThat(stage.said()).isEqualTo("boss awaits task-8, task-8 asks boss");
        }
    }

    @Test
    void isNoneWhereManyMeetAgain() {
        try (stage) {
            CompletableFuture<Integer> go = new CompletableFuture<>();
            Task<Integer> shared = stage.system.start(self -> self.await(go));
            List<Task<List<Integer>>> layer = List.of();
            for (int depth = 0; depth < 8; depth++) {
                List<Task<List<Integer>>> below = layer;
                List<Task<List<Integer>>> next = new ArrayList<>();
                for (int n = 0; n < 8; n++) next.add(stage.system.start(self -> {
                    self.await(Task.all(below));
                    return self.await(Task.all(List.of(shared, shared.thenApply(v -> v))));
                }));
                layer = next;
            }
            stage.turns();
            go.complete(1);
            stage.settle();
            assertThat(layer).allSatisfy(task -> assertThat(task.join()).containsExactly(1, 1));
        }
    }

    /// What somebody else can complete.
    enum Open {
        APPLY_TO_EITHER {
            @Override
            CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other) {
                return task.applyToEither(other, n -> n);
            }
        },
        ACCEPT_EITHER_ASYNC {
            @Override
            CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other) {
                return task.thenApply(n -> n).acceptEitherAsync(other, n -> {}).thenApply(nothing -> 1);
            }
        },
        RUN_AFTER_EITHER {
            @Override
            CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other) {
                return task.runAfterEither(other, () -> {}).thenApply(nothing -> 1);
            }
        },
        COPY {
            @Override
            CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other) {
                CompletableFuture<Object> copy = task.toCompletableFuture();
                other.thenAccept(copy::complete);
                return copy;
            }
        },
        COPY_OF_DERIVED {
            @Override
            CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other) {
                CompletableFuture<Object> copy = task.thenApply(n -> n).toCompletableFuture();
                other.thenAccept(copy::complete);
                return copy.thenApply(n -> n);
            }
        },
        COMPLETE_ON_TIMEOUT {
            @Override
            CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other) {
                return ((CompletableFuture<Object>) task.thenApply(n -> n)).completeOnTimeout(1, 1,
                        TimeUnit.MILLISECONDS);
            }
        },
        ANY {
            @Override
            CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other) {
                return Task.any(List.of(task, other));
            }
        };

        abstract CompletionStage<Object> of(CompletionStage<Object> task, CompletableFuture<Object> other);
    }

    @ParameterizedTest
    @EnumSource
    void isNoneWhereSomebodyElseCanCompleteIt(Open how) {
        try (stage) {
            CompletableFuture<Object> other = new CompletableFuture<>();
            List<Task<Object>> both = new ArrayList<>();
            both.add(stage.system.start(self -> self.await(how.of(both.get(1), other))));
            both.add(stage.system.start(self -> self.await(both.get(0))));
            stage.turns();
            other.complete(1);
            stage.settle();
            assertThat(both.get(1).join()).isEqualTo(1);
        }
    }

    @Test
    void isNoneWhenTheTaskIsDoneAndWhatItLedToIsNot() {
        try (stage) {
            CompletableFuture<Object> inner = new CompletableFuture<>();
            List<Task<Object>> all = new ArrayList<>();
            all.add(stage.system.start(self -> {
                Task<Object> begun = self.start(task -> 1);
                all.add(begun);
                return self.await(begun.thenCompose(n -> inner));
            }));
            Task<Object> waits = stage.system.start(self -> self.await(all.get(0)));
            stage.turnsUntil(() -> stage.system.waits().size() == 2);
            assertThat(stage.system.waits()).extracting(WaitFor::toString).containsExactly("task-1 awaits",
                    "task-2 awaits task-1");
            inner.complete(5);
            stage.settle();
            assertThat(waits.join()).isEqualTo(5);
        }
    }

    @Test
    void waitsShowsAnArrowToEachThatIsNotDone() {
        try (stage) {
            CompletableFuture<Object> never = new CompletableFuture<>();
            List<Task<Object>> three = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                boolean ends = n == 1;
                three.add(stage.system.start(self -> ends ? 1 : self.await(never)));
            }
            stage.system.start(self -> self.await(Task.all(three)));
            stage.turnsUntil(() -> stage.system.waits().size() == 4);
            assertThat(stage.system.waits()).containsExactly(new WaitFor("task-1", "awaits", null),
                    new WaitFor("task-3", "awaits", null), new WaitFor("task-4", "awaits task-1", "task-1"),
                    new WaitFor("task-4", "awaits task-3", "task-3"));
            never.complete(1);
            stage.settle();
        }
    }

    @Test
    void theResultOfATaskIsNotKeptByWhatCameOfIt() {
        try (stage) {
            AtomicReference<CompletionStage<Integer>> kept = new AtomicReference<>();
            WeakReference<Object> result = new WeakReference<>(keep(kept));
            assertThat(stage.system.start(self -> "the last turn").join()).isNotNull();
            Stage.eventually(() -> {
                System.gc();
                return result.get() == null;
            });
            assertThat(kept.get().toCompletableFuture().join()).isEqualTo(1);
        }
    }

    private Object keep(AtomicReference<CompletionStage<Integer>> kept) {
        Task<Object> task = stage.system.start(self -> new Object());
        kept.set(task.thenApply(made -> 1));
        stage.settle();
        return task.join();
    }
}
