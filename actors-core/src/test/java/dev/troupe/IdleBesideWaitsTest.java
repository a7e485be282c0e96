package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When nothing is left to do though somebody waits for an actor or a task: invariant 7, and order rule 8 of the deque.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdleBesideWaitsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private final ManualClock clock = new ManualClock();

    private Stage manual() {
        return new Stage(s -> s.clock(clock).closeLimit(Duration.ofSeconds(1)));
    }

    /// An actor that takes one message and then has no room.
    private static ActorRef<Object> full(Stage stage) {
        ActorRef<Object> full = stage.system.spawn("full",
                Props.<Object>of(Object.class, self -> self.receive(Long.class)).mailbox(Mailbox.bounded(1)));
        return full;
    }

    @Test
    void aTaskThatSleepsOnAManualClockIsAwaited() {
        try (Stage stage = manual()) {
            var _ = stage.system.launch(self -> {
                self.await(self.launch(t -> t.sleep(HOUR)));
                stage.say("done");
            });
            assertThat(stage.system.run(SOON)).isTrue();
            clock.advance(HOUR);
            assertThat(stage.system.run(SOON)).isTrue();
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    @Test
    void severalTasksThatSleepOnAManualClockAreAwaited() {
        try (Stage stage = manual()) {
            var _ = stage.system.launch(self -> {
                self.await(Task.all(List.of(self.launch(t -> t.sleep(HOUR)), self.launch(t -> t.sleep(HOUR)),
                        CompletableFuture.completedFuture(null))));
                stage.say("done");
            });
            assertThat(stage.system.run(SOON)).isTrue();
            clock.advance(HOUR);
            assertThat(stage.system.run(SOON)).isTrue();
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    @Test
    void whatSomebodyElseWillCompleteAmongTasksKeepsItFromBeingIdle() {
        try (Stage stage = manual()) {
            CompletableFuture<Void> foreign = new CompletableFuture<>();
            var _ = stage.system.launch(self -> {
                self.await(Task.all(List.of(self.launch(t -> {}), foreign)));
                stage.say("done");
            });
            assertThat(stage.system.run(Duration.ofMillis(20))).isFalse();
            foreign.complete(null);
            assertThat(stage.system.run(SOON)).isTrue();
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    @Test
    void aPartThatIsDoneButHasNotArrivedKeepsItFromBeingIdle() throws Exception {
        try (Stage stage = manual()) {
            CompletableFuture<Void> foreign = new CompletableFuture<>();
            Task<Void> task = stage.system.launch(t -> {});
            var all = Task.all(List.of(foreign, task));
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            var _ = foreign.whenComplete((value, failure) -> { // who came last is told first
                held.countDown();
                awaitQuietly(release);
            });
            Thread completer = Thread.ofPlatform().start(() -> foreign.complete(null));
            held.await();
            var _ = stage.system.launch(self -> {
                self.await(all);
                stage.say("done");
            });
            try {
                assertThat(stage.system.run(Duration.ofMillis(20))).as("it is idle").isFalse();
            } finally {
                release.countDown();
            }
            assertThat(stage.system.run(SOON)).isTrue();
            assertThat(stage.said()).isEqualTo("done");
            completer.join();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anActorThatSleepsOnAManualClockIsAsked() {
        try (Stage stage = manual()) {
            record Q(ActorRef<String> to) {}
            ActorRef<Q> slow = stage.system.spawn("slow", Q.class, self -> {
                Q q = self.receive();
                self.sleep(Duration.ofSeconds(1));
                q.to.tell("x");
            });
            var _ = stage.system.launch(self -> stage.say(self.<Q, String>ask(slow, Q::new, HOUR)));
            assertThat(stage.system.run(SOON)).isTrue();
            clock.advance(Duration.ofSeconds(1));
            assertThat(stage.system.run(SOON)).isTrue();
            assertThat(stage.said()).isEqualTo("x");
        }
    }

    @Test
    void aSenderNobodyCanReleaseIsAwaited() {
        try (Stage stage = Stage.closedWithin(SOON)) {
            ActorRef<Object> full = full(stage);
            var _ = stage.system.launch(self -> self.await(self.launch(t -> {
                full.tell("1");
                full.tell("2");
            })));
            assertThat(stage.system.run(SOON)).isTrue();
            assertThatThrownBy(stage.system::run).isInstanceOf(DeadlockException.class);
        }
    }
}
