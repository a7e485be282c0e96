package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a task gives its outcome to those outside. Holds invariants 9 (any thread) and 10 (failures are seen).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class TaskTest {
    @Test
    @Tag("classpath")
    void givesItsValueToJoinGetAndItsDependents() throws Exception {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> 42);
            task.thenAccept(stage::say);
            assertThat(task.isDone()).isFalse();
            stage.settle();
            assertThat(task.isDone()).isTrue();
            assertThat(task.state()).isEqualTo(Future.State.SUCCESS);
            assertThat(task.join()).isEqualTo(42);
            assertThat(task.get()).isEqualTo(42);
            assertThat(task.get(0, TimeUnit.SECONDS)).isEqualTo(42);
            assertThat(stage.said()).isEqualTo("42");
        }
    }

    @Test
    void givesNull() {
        try (Stage stage = new Stage()) {
            Task<String> task = stage.system.start(self -> null);
            assertThat(task.join()).isNull();
        }
    }

    @Test
    void givesTheVeryExceptionItsBodyLetOut() {
        try (Stage stage = new Stage()) {
            for (Throwable failure : new Throwable[] {new IllegalStateException("unchecked"),
                new IOException("checked"),
                new AssertionError("error")}) {
                Task<Object> task = stage.system.start(self -> {
                    if (failure instanceof Error e) throw e;
                    throw (Exception) failure;
                });
                assertThatThrownBy(task::join).isInstanceOf(CompletionException.class).cause().isSameAs(failure);
                assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).cause().isSameAs(failure);
                assertThat(task.exceptionNow()).isSameAs(failure);
            }
            assertThat(stage.failures).as("whoever holds a started task sees its failure").isEmpty();
        }
    }

    @Test
    void theFailureOfALaunchedOneAlsoReachesTheListeners() {
        try (Stage stage = new Stage()) {
            IOException failure = new IOException("nobody waits");
            Task<Void> task = stage.system.launch(self -> {
                throw failure;
            });
            stage.settle();
            assertThat(stage.failures).singleElement().satisfies(seen -> {
                assertThat(seen.cause()).isSameAs(failure);
                assertThat(seen.toString()).contains(task.name());
            });
            assertThatThrownBy(task::join).hasCause(failure);
        }
    }

    @Test
    void aLaunchedOneGivesNull() {
        try (Stage stage = new Stage()) {
            assertThat(stage.system.launch(self -> stage.say("ran")).join()).isNull();
            assertThat(stage.said()).isEqualTo("ran");
        }
    }

    @Test
    void hasANameOfItsOwn() {
        try (Stage stage = new Stage()) {
            Task<Integer> one = stage.system.start(self -> 1);
            Task<Integer> two = stage.system.start(self -> 2);
            assertThat(one.name()).isNotBlank().isNotEqualTo(two.name());
            assertThat(one.toString()).contains(one.name());
        }
    }

    @Tag("deque") // across actors, the order is the deque's
    @Test
    void beginsAfterTheTurnThatStartedIt() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Object.class, self -> {
                self.start(task -> {
                    stage.say("task");
                    return 0;
                });
                stage.say("after");
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("after task");
        }
    }

    @Test
    void goesOnWhenTheActorThatStartedItEnds() {
        try (Stage stage = new Stage()) {
            CompletableFuture<ExitReason> ended = new CompletableFuture<>();
            ActorRef<Object> actor = stage.system.spawn("a", Object.class, self -> self.launch(task -> {
                task.await(ended);
                stage.say("lives=" + stage.lives("a"));
            }));
            stage.system.whenEnded(actor).thenAccept(ended::complete);
            stage.settle();
            assertThat(stage.said()).isEqualTo("lives=false");
        }
    }

    @Test
    void getGivesUpAtItsLimitAndTheTaskGoesOn() throws Exception {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> later = new CompletableFuture<>();
            Task<Integer> task = stage.system.start(self -> self.await(later));
            assertThatThrownBy(() -> task.get(20, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(task.isDone()).isFalse();
            later.complete(3);
            assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(3);
        }
    }

    @Test
    void getHearsTheInterruptOfItsThread() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> self.await(new CompletableFuture<>()));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> task.get(1, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void othersCanNotCompleteItNorCancelItThroughADependent() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> {
                self.yield();
                return 1;
            });
            assertThat(task.toCompletableFuture().complete(2)).isTrue();
            assertThat(task.thenApply(n -> n).toCompletableFuture().complete(3)).isTrue();
            assertThat(task.thenApply(n -> n).toCompletableFuture().cancel(true)).isTrue();
            assertThat(task.isDone()).isFalse();
            assertThat(task.join()).isEqualTo(1);
        }
    }

    @Test
    void aDependentThatThrowsHarmsNobody() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> 1);
            CompletableFuture<Integer> dependent = task.<Integer>thenApply(n -> {
                throw new IllegalStateException("in a callback");
            }).toCompletableFuture();
            stage.settle();
            assertThat(task.join()).isEqualTo(1);
            assertThat(dependent).isCompletedExceptionally();
        }
    }

    @Test
    void thatHasEndedIsForgotten() {
        try (Stage stage = new Stage()) {
            WeakReference<Task<Integer>> ended = new WeakReference<>(stage.system.start(self -> 1));
            stage.settle();
            stage.system.launch(self -> self.yield()); // the one of the last turn is remembered
            stage.settle();
            Stage.eventually(() -> {
                System.gc();
                return ended.get() == null;
            });
            assertThat(stage.system.isClosed()).isFalse();
        }
    }

    @Test
    void canNotBeStartedInAClosedSystem() {
        Stage stage = new Stage();
        stage.end();
        assertThatThrownBy(() -> stage.system.start(self -> 1)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> stage.system.launch(self -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stage.system.after(Duration.ZERO, self -> 1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stage.system.startOn(Runnable::run, self -> 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCloseCancelsThoseThatWaitAndThoseThatHaveNotBegun() {
        Stage stage = new Stage();
        Task<Integer> waiting = stage.system.start(self -> {
            try {
                return self.await(new CompletableFuture<>());
            } finally {
                self.sleep(Duration.ofMillis(5));
                stage.say("finally");
            }
        });
        stage.untilSomebodyWaits();
        Task<Integer> unstarted = stage.system.start(self -> {
            stage.say("never");
            return 1;
        });
        stage.end();
        assertThat(stage.said()).isEqualTo("finally");
        assertThat(waiting.isCancelled()).isTrue();
        assertThat(unstarted.isCancelled()).isTrue();
        assertThatThrownBy(unstarted::join).isInstanceOf(CancellationException.class);
    }
}
