package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Waiting for room with a limit: from a thread outside, from a body, from a handler. Invariants 2, 3, 4.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TellWithLimitTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final ConcurrentLinkedQueue<DeadLetter> dead = new ConcurrentLinkedQueue<>();

    private static ActorRef<Integer> slow(ActorSystem system, List<Integer> got, CompletableFuture<Void> go) {
        return system.spawn("slow", Props.of(Integer.class, self -> {
            self.await(go);
            while (true) got.add(self.receive());
        }).mailbox(Mailbox.bounded(1)));
    }

    @Test
    void aThreadWaitsUntilThereIsRoomAndDrivesADequeThatNobodyDrives() {
        try (var system = ActorSystem.create()) {
            List<Integer> got = new ArrayList<>();
            var slow = slow(system, got, CompletableFuture.completedFuture(null));
            IntStream.range(0, 100).forEach(n -> assertThat(slow.tell(n, LONG)).isEqualTo(SendResult.ACCEPTED));
            system.run();
            assertThat(got).isEqualTo(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void aThreadWaitsWhileAnotherDrives() throws Exception {
        try (var system = ActorSystem.create()) {
            List<Integer> got = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> go = new CompletableFuture<>();
            var slow = slow(system, got, go);
            slow.tell(0);
            system.drive();
            var second = CompletableFuture.supplyAsync(() -> slow.tell(1, LONG));
            Stage.eventually(() -> system.waits().stream().anyMatch(wait -> wait.waiter().equals("slow")));
            assertThat(second).isNotDone();
            go.complete(null);
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(SendResult.ACCEPTED);
            Stage.eventually(() -> got.size() == 2);
            assertThat(got).containsExactly(0, 1);
        }
    }

    @Test
    void theLimitEndsTheWaitWithADeadLetterAndLeavesNothingBehind() {
        try (var system = ActorSystem.create()) {
            system.onDeadLetter(dead::add);
            List<Integer> got = new ArrayList<>();
            CompletableFuture<Void> go = new CompletableFuture<>();
            var slow = slow(system, got, go);
            slow.tell(0);
            assertThat(slow.tell(1, Duration.ofMillis(1))).isEqualTo(SendResult.FULL);
            assertThat(slow.tell(2, Duration.ZERO)).isEqualTo(SendResult.FULL);
            assertThat(dead).extracting(DeadLetter::message, DeadLetter::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(1, DeadLetter.Reason.FULL),
                            org.assertj.core.groups.Tuple.tuple(2, DeadLetter.Reason.FULL));
            go.complete(null);
            system.run();
            assertThat(slow.tell(3)).isEqualTo(SendResult.ACCEPTED);
            system.run();
            assertThat(got).containsExactly(0, 3);
        }
    }

    @Test
    void aStopEndsTheWaitOfAThread() throws Exception {
        try (var system = ActorSystem.create()) {
            var slow = slow(system, new ArrayList<>(), new CompletableFuture<>());
            slow.tell(0);
            system.drive();
            var waiting = CompletableFuture.supplyAsync(() -> slow.tell(1, LONG));
            system.stop(slow);
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(SendResult.STOPPED);
        }
    }

    @Test
    void aCloseEndsTheWaitOfAThread() throws Exception {
        var system = ActorSystem.create();
        CompletableFuture<SendResult> waiting;
        Thread[] sender = {null};
        try (system) {
            var slow = slow(system, new ArrayList<>(), new CompletableFuture<>());
            slow.tell(0);
            system.drive();
            waiting = new CompletableFuture<>();
            sender[0] = Thread.ofPlatform().start(() -> waiting.complete(slow.tell(1, LONG)));
            Stage.eventually(() -> sender[0].getState() == Thread.State.TIMED_WAITING);
        }
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isIn(SendResult.CLOSED, SendResult.STOPPED);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws Exception {
        try (var system = ActorSystem.create()) {
            var slow = slow(system, new ArrayList<>(), new CompletableFuture<>());
            slow.tell(0);
            CompletableFuture<Boolean> status = new CompletableFuture<>();
            Thread sender = Thread.ofPlatform().start(() -> {
                SendResult result = slow.tell(1, LONG);
                status.complete(result == SendResult.FULL && Thread.currentThread().isInterrupted());
            });
            Stage.eventually(() -> sender.getState() == Thread.State.TIMED_WAITING
                    || sender.getState() == Thread.State.WAITING);
            sender.interrupt();
            assertThat(status.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aBodyWaitsByTheSystemsClock() {
        var clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            system.onDeadLetter(dead::add);
            var slow = system.spawn("slow", Props.of(Integer.class, self -> self.sleep(LONG))
                    .mailbox(Mailbox.bounded(1)));
            slow.tell(0);
            List<SendResult> results = new ArrayList<>();
            system.spawn("sender", String.class, self -> results.add(slow.tell(1, Duration.ofSeconds(3))));
            system.run();
            assertThat(results).isEmpty();
            clock.advance(Duration.ofSeconds(3));
            system.run();
            assertThat(results).containsExactly(SendResult.FULL);
            assertThat(dead).extracting(DeadLetter::message).containsExactly(1);
        }
    }

    @Test
    void aHandlerDoesNotWait() {
        try (var system = ActorSystem.create()) {
            var slow = slow(system, new ArrayList<>(), new CompletableFuture<>());
            slow.tell(0);
            List<SendResult> results = new ArrayList<>();
            system.spawn("sender", String.class, (self, message) -> results.add(slow.tell(1, LONG)));
            system.tell("sender", "go");
            while (results.isEmpty()) system.run(Duration.ofMillis(1)); // which gives up before the tell would
            assertThat(results).containsExactly(SendResult.FULL);
        }
    }

    @Test
    void aNegativeLimitIsRefused() {
        try (var system = ActorSystem.create()) {
            var slow = slow(system, new ArrayList<>(), new CompletableFuture<>());
            assertThatIllegalArgumentException().isThrownBy(() -> slow.tell(0, Duration.ofSeconds(-1)))
                    .withMessage("tell limit must not be negative: tell limit=PT-1S");
        }
    }

    @Test
    void anInterruptEndsGetOnTheThreadThatDrives() throws Exception {
        try (var system = ActorSystem.create()) {
            var task = system.start(self -> self.await(new CompletableFuture<Integer>()));
            CompletableFuture<String> outcome = new CompletableFuture<>();
            Thread waiter = Thread.ofPlatform().start(() -> {
                try {
                    outcome.complete("got " + task.get(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    outcome.complete("interrupted");
                } catch (ExecutionException | TimeoutException e) {
                    outcome.complete(e.toString());
                }
            });
            Stage.eventually(() -> waiter.getState() == Thread.State.TIMED_WAITING
                    || waiter.getState() == Thread.State.WAITING);
            waiter.interrupt();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }
}
