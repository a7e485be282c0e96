package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an await gives and raises. Holds invariants 1, 2 and 9, and section 5, rule 4.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class AwaitTest {
    private static void inTask(Stage stage, TaskAction action) {
        stage.system.launch(action).join();
    }

    /// A failure that is there already, or that comes while the body is suspended.
    private static <T> CompletionStage<T> failing(String when, Throwable failure) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (when.equals("before")) stage.completeExceptionally(failure);
        else
            CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS)
                    .execute(() -> stage.completeExceptionally(failure));
        return stage;
    }

    @Test
    @Tag("classpath")
    void aCompletedStageTakesNoTurn() {
        try (Stage stage = new Stage()) {
            stage.system.launch(self -> {
                stage.say("a" + self.await(CompletableFuture.completedFuture(1)));
                stage.say("a" + self.await(CompletableFuture.completedFuture(2)));
            });
            stage.system.launch(self -> stage.say("b"));
            stage.settle();
            stage.assertSaid("a1 a2 b");
        }
    }

    @Test
    void othersGoOnWhileOneWaits() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> later = new CompletableFuture<>();
            stage.system.launch(self -> stage.say("a" + self.await(later)));
            stage.system.launch(self -> {
                stage.say("b");
                later.complete(1);
                stage.say("b");
            });
            stage.settle();
            stage.assertSaid("b b a1");
        }
    }

    @Test
    void givesNull() {
        try (Stage stage = new Stage()) {
            inTask(stage, self -> {
                assertThat(self.<String>await(CompletableFuture.completedFuture(null))).isNull();
                assertThat(self.await(CompletableFuture.runAsync(() -> {}))).isNull();
                assertThat(self.<String>offload(() -> null)).isNull();
                assertThat(self.<String>blocking(() -> null)).isNull();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "while it waits"})
    void raisesTheVeryUncheckedFailureUnchanged(String when) {
        try (Stage stage = new Stage()) {
            for (Throwable failure : new Throwable[] {new UncheckedIOException("u", new IOException("cause")),
                new AssertionError("error")}) {
                StackTraceElement[] trace = failure.getStackTrace();
                Throwable cause = failure.getCause();
                inTask(stage, self -> assertThatThrownBy(() -> self.await(failing(when, failure))).isSameAs(failure));
                assertThat(failure.getStackTrace()).isEqualTo(trace);
                assertThat(failure.getSuppressed()).isEmpty();
                assertThat(failure.getCause()).isSameAs(cause);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "while it waits"})
    void wrapsACheckedFailureOnce(String when) {
        try (Stage stage = new Stage()) {
            IOException failure = new IOException("checked");
            inTask(stage, self -> {
                assertThatThrownBy(() -> self.await(failing(when, failure))).isExactlyInstanceOf(AwaitException.class)
                        .hasMessageContaining("checked").cause().isSameAs(failure);
                assertThatThrownBy(() -> self.await(failing(when, new CompletionException(failure))))
                        .isExactlyInstanceOf(AwaitException.class).cause().isSameAs(failure);
            });
        }
    }

    @Test
    void theTypedFormRaisesThatClassAsItIsAndOthersAsEver() {
        try (Stage stage = new Stage()) {
            IOException failure = new IOException();
            IllegalStateException unchecked = new IllegalStateException();
            InterruptedException other = new InterruptedException();
            inTask(stage, self -> {
                assertThatThrownBy(() -> self.await(failing("before", failure), IOException.class)).isSameAs(failure);
                assertThatThrownBy(() -> self.await(failing("later", failure), Exception.class)).isSameAs(failure);
                assertThatThrownBy(() -> self.await(failing("before", unchecked), IOException.class))
                        .isSameAs(unchecked);
                assertThatThrownBy(() -> self.await(failing("before", other), IOException.class))
                        .isInstanceOf(AwaitException.class).cause().isSameAs(other);
                int got = self.await(CompletableFuture.completedFuture(1), IOException.class);
                assertThat(got).isEqualTo(1);
            });
        }
    }

    @Test
    void unwrapsWhatFuturesWrap() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException();
            CompletableFuture<Integer> failed = CompletableFuture.failedFuture(failure);
            CompletionException bare = new CompletionException("no cause", null);
            inTask(stage, self -> {
                assertThatThrownBy(() -> self.await(failed.thenApply(n -> n))).isSameAs(failure);
                assertThatThrownBy(() -> self.await(CompletableFuture.supplyAsync(() -> {
                    throw failure;
                }))).isSameAs(failure);
                assertThatThrownBy(() -> self.await(CompletableFuture
                        .failedFuture(new CompletionException(new ExecutionException(failure))))).isSameAs(failure);
                assertThatThrownBy(() -> self.await(CompletableFuture.failedFuture(bare))).isSameAs(bare);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "while it waits"})
    void aCancelledStageRaisesTheCancellation(String when) {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            if (when.equals("before")) future.cancel(true);
            else CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS).execute(() -> future.cancel(true));
            inTask(stage, self -> {
                assertThatThrownBy(() -> self.await(future)).isInstanceOf(CancellationException.class);
                self.yield();
                stage.say("goes on");
            });
            assertThat(stage.said()).isEqualTo("goes on");
        }
    }

    @Test
    void aPlainFutureIsAwaitedToo() {
        try (Stage stage = new Stage()) {
            IOException failure = new IOException();
            FutureTask<Integer> good = new FutureTask<>(() -> 1);
            FutureTask<Integer> bad = new FutureTask<>(() -> {
                throw failure;
            });
            FutureTask<Integer> cancelled = new FutureTask<>(() -> 1);
            cancelled.cancel(true);
            stage.system.launch(self -> {
                stage.say("others go on");
                good.run();
                bad.run();
            });
            inTask(stage, self -> {
                int got = self.awaitFuture(good);
                assertThat(got).isEqualTo(1);
                assertThatThrownBy(() -> self.awaitFuture(bad)).isInstanceOf(AwaitException.class).cause()
                        .isSameAs(failure);
                assertThatThrownBy(() -> self.awaitFuture(cancelled)).isInstanceOf(CancellationException.class);
                int other = self.awaitFuture(self.start(task -> 2));
                assertThat(other).isEqualTo(2);
            });
        }
    }

    @Test
    void nullIsRefusedByName() {
        try (Stage stage = new Stage()) {
            inTask(stage, self -> {
                assertThatThrownBy(() -> self.await(nothing())).isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("stage=null");
                assertThatThrownBy(() -> self.offload(nothing())).isInstanceOf(NullPointerException.class);
                assertThatThrownBy(() -> self.blocking(nothing())).isInstanceOf(NullPointerException.class);
                assertThatThrownBy(() -> self.awaitFuture(nothing())).isInstanceOf(NullPointerException.class);
            });
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T nothing() {
        return null;
    }

    @Test
    void insideAnActorTheMailboxStaysInOrder() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> later = new CompletableFuture<>();
            ActorRef<Integer> ref = stage.system.spawn("a", Integer.class, self -> {
                stage.say("a" + self.receive());
                stage.say(self.await(later));
                for (int n = 0; n < 4; n++) stage.say("a" + self.receive());
            });
            for (int n = 1; n <= 3; n++) ref.tell(n);
            stage.turns();
            ref.tell(4);
            stage.turns();
            later.complete(0);
            ref.tell(5);
            stage.settle();
            assertThat(stage.said()).isEqualTo("a1 0 a2 a3 a4 a5");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void aForeignContextIsRefusedAndReported() {
        try (Stage stage = new Stage()) {
            CompletableFuture<TaskContext> leaked = new CompletableFuture<>();
            Task<Void> owner = stage.system.launch(self -> {
                leaked.complete(self);
                self.sleep(Duration.ofMillis(5));
            });
            stage.system.launch(self -> assertThatThrownBy(
                    () -> leaked.join().await(CompletableFuture.completedFuture(1)))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining(owner.name())).join();
            TaskContext context = leaked.join();
            assertThatThrownBy(() -> context.sleep(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> context.offload(() -> 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> context.ask("a", ref -> ref, Duration.ZERO))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(context::yield).isInstanceOf(IllegalStateException.class);
            assertThat(stage.failures).hasSize(5);
            owner.join();
        }
    }
}
