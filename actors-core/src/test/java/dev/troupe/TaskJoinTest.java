package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who drives while somebody waits for a task. Holds invariant 9 and section 5, rule 8.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // the stage hears of a launched task's failure
class TaskJoinTest {
    @Test
    void drivesTheDequeThatNobodyDrives() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("echo", Integer.class, (self, n) -> stage.say(n));
            Task<String> task = stage.system.start(self -> {
                self.tell("echo", 1);
                while (stage.said().isEmpty()) self.sleep(Duration.ofMillis(1));
                return "done";
            });
            assertThat(task.join()).isEqualTo("done");
            assertThat(stage.said()).isEqualTo("1");
        }
    }

    @Test
    void waitsWhileAnotherThreadDrives() {
        try (Stage stage = new Stage()) {
            stage.system.drive();
            Task<Integer> task = stage.system.start(self -> {
                self.sleep(Duration.ofMillis(20));
                return 7;
            });
            assertThat(task.join()).isEqualTo(7);
        }
    }

    @Test
    void goesOnDrivingWhenTheOtherThreadLeaves() throws Exception {
        try (Stage stage = new Stage()) {
            CountDownLatch driving = new CountDownLatch(1);
            CompletableFuture<Integer> later = new CompletableFuture<>();
            Task<Integer> task = stage.system.start(self -> {
                driving.countDown();
                return self.await(later);
            });
            Thread other = Thread.ofPlatform().start(() -> stage.system.run(Duration.ofMillis(100)));
            driving.await();
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> later.complete(5));
            assertThat(task.join()).isEqualTo(5);
            other.join();
        }
    }

    @Test
    void severalThreadsMayWait() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> {
                self.sleep(Duration.ofMillis(20));
                return 7;
            });
            CompletableFuture<?>[] all = new CompletableFuture<?>[8];
            for (int n = 0; n < all.length; n++) {
                CompletableFuture<Integer> got = new CompletableFuture<>();
                Thread.ofPlatform().start(() -> got.complete(task.join()));
                all[n] = got;
            }
            for (CompletableFuture<?> each : all) assertThat(each.join()).isEqualTo(7);
        }
    }

    @Test
    void isRefusedInsideActorsAndTasks() {
        try (Stage stage = new Stage()) {
            CompletableFuture<Integer> end = new CompletableFuture<>();
            Task<Integer> task = stage.system.start(self -> self.await(end));
            stage.system.spawn("body", Object.class, self -> refused(stage, task));
            stage.system.spawn("handler", Object.class, (self, m) -> refused(stage, task));
            stage.system.tell("handler", 1);
            stage.system.launch(self -> refused(stage, task));
            stage.turns();
            end.complete(1);
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("refused refused refused");
        }
    }

    private static void refused(Stage stage, Task<Integer> task) {
        assertThatThrownBy(task::join).isInstanceOf(IllegalStateException.class).hasMessageContaining("use await")
                .hasMessageContaining(task.name());
        assertThatThrownBy(task::get).isInstanceOf(IllegalStateException.class).hasMessageContaining("use await");
        assertThatThrownBy(() -> task.get(1, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        stage.say("refused");
    }

    @Test
    void ofADoneTaskIsAllowedInside() {
        try (Stage stage = new Stage()) {
            Task<Integer> task = stage.system.start(self -> 1);
            stage.settle();
            assertThat(stage.system.start(self -> task.join() + 1).join()).isEqualTo(2);
        }
    }

    @Test
    void runOfATaskEndsBesideWorkThatNeverDoes() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("busy", Object.class, self -> {
                while (true) self.yield();
            });
            stage.system.spawn("heart", Object.class, self -> {
                while (true) self.sleep(Duration.ofMillis(1));
            });
            int got = stage.system.run(stage.system.start(self -> {
                self.sleep(Duration.ofMillis(20));
                return 3;
            }));
            assertThat(got).isEqualTo(3);
        }
    }

    @Test
    void runOfATaskThrowsAsJoinDoes() {
        try (Stage stage = new Stage()) {
            IllegalStateException failure = new IllegalStateException();
            Task<Object> failing = stage.system.start(self -> {
                throw failure;
            });
            assertThatThrownBy(() -> stage.system.run(failing)).isInstanceOf(CompletionException.class).cause()
                    .isSameAs(failure);
            Task<Integer> cancelled = stage.system.start(self -> 1);
            cancelled.cancel(true);
            assertThatThrownBy(() -> stage.system.run(cancelled)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void runOfATaskOnAThreadWaitsForIt() throws Exception {
        try (Stage stage = new Stage()) {
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(go::countDown);
            Task<Integer> task = stage.system.startOn(command -> Thread.ofVirtual().start(command), self -> {
                go.await();
                return 1;
            });
            int got = stage.system.run(task);
            assertThat(got).isEqualTo(1);
        }
    }

    @Test
    @Tag("deque") // steps
    void aTaskCanBeSteppedByHand() {
        try (Stage stage = new Stage()) {
            AtomicBoolean second = new AtomicBoolean();
            Task<Integer> task = stage.system.start(self -> {
                self.yield();
                second.set(true);
                self.yield();
                return 3;
            });
            assertThat(stage.system.step()).isTrue();
            assertThat(second).isFalse();
            assertThat(stage.system.step()).isTrue();
            assertThat(second).isTrue();
            assertThat(task.isDone()).isFalse();
            assertThat(stage.system.step()).isTrue();
            assertThat(task.isDone()).isTrue();
            assertThat(stage.system.step()).isFalse();
        }
    }

    @Test
    void getEndsByAnInterruptWhileAnotherThreadDrives() throws Exception {
        try (ActorSystem system = ActorSystem.create()) {
            system.drive();
            Task<Integer> task = system.start(self -> self.await(new CompletableFuture<>()));
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread getter = Thread.ofPlatform().daemon().start(() -> {
                try {
                    thrown.completeExceptionally(new AssertionError("got " + task.get()));
                } catch (Throwable t) {
                    thrown.complete(t);
                }
            });
            getter.interrupt();
            assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }
}
