package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import dev.troupe.Shutdown;
import dev.troupe.threads.Kind.Order;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How actors end that block threads of their own: by a kill, a stop, the close. Invariant 6.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class BlockedEndTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    /// Also what a test that failed has left blocked.
    @AfterEach
    void releases() {
        release.countDown();
    }

    private static Props<Order> blocking(Kind kind) {
        return kind.puppet().scheduler(Scheduler.blocking());
    }

    private static List<Scheduler> systems() {
        return List.of(Scheduler.deque(), Scheduler.parallel(1), Scheduler.blocking());
    }

    private static Thread driven(Ensemble ensemble) {
        return Thread.ofPlatform().name("drives").start(ensemble::settle);
    }

    /// A body that blocks at once, and notes how it ends.
    private ActorRef<Order> blocked(Ensemble ensemble) {
        return ensemble.system.spawn("a", blocks(ensemble));
    }

    private Props<Order> blocks(Ensemble ensemble) {
        return Props.of(Order.class, (ActorContext<Order> self) -> {
            try {
                begun.countDown();
                release.await();
                ensemble.say("released");
                self.receive();
                ensemble.say("received");
            } catch (InterruptedException interrupt) {
                ensemble.say("interrupted");
                throw interrupt;
            } finally {
                ensemble.say("unwound");
            }
        }).scheduler(Scheduler.blocking());
    }

    private static ExitReason reason(CompletableFuture<ExitReason> ended) throws Exception {
        return ended.get(Ensemble.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// What it ends with then counts: here, what its wait threw.
    @ParameterizedTest
    @MethodSource("systems")
    void aKillInterruptsABlockedBody(Scheduler scheduler) throws Exception {
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            ActorRef<Order> actor = blocked(ensemble);
            Thread drives = driven(ensemble);
            comes(begun);
            CompletableFuture<ExitReason> ended = ensemble.system.whenEnded(actor).toCompletableFuture();
            ensemble.system.kill(actor);
            assertThat(reason(ended)).isInstanceOfSatisfying(ExitReason.Failed.class,
                    failed -> assertThat(failed.cause()).isInstanceOf(InterruptedException.class));
            drives.join();
            assertThat(ensemble.said()).isEqualTo("interrupted unwound");
        }
    }

    /// And one that goes on is unwound where it waits next.
    @ParameterizedTest
    @MethodSource("systems")
    void aKillUnwindsABlockedBodyThatSwallowsTheInterrupt(Scheduler scheduler) throws Exception {
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            ActorRef<Order> actor = ensemble.system.spawn("a", Props.of(Order.class, (ActorContext<Order> self) -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException interrupt) {
                    ensemble.say("interrupted");
                }
                self.receive();
                ensemble.say("received");
            }).scheduler(Scheduler.blocking()));
            Thread drives = driven(ensemble);
            comes(begun);
            CompletableFuture<ExitReason> ended = ensemble.system.whenEnded(actor).toCompletableFuture();
            ensemble.system.kill(actor);
            assertThat(reason(ended)).isEqualTo(new ExitReason.Killed());
            drives.join();
            assertThat(ensemble.said()).isEqualTo("interrupted");
        }
    }

    /// Also when it is its parent that is killed, or stopped with no time at all, or it has none itself.
    @ParameterizedTest
    @CsvSource({"parent, deque", "parent, parallel(1)", "parent, blocking", "parent at once, deque",
        "parent at once, parallel(1)", "itself at once, deque", "itself at once, parallel(1)"})
    void aKillThatComesRoundaboutInterruptsIt(String which, String scheduler) throws Exception {
        try (Ensemble ensemble = new Ensemble(Scheduler.of(scheduler))) {
            CompletableFuture<ActorRef<Order>> child = new CompletableFuture<>();
            ActorRef<Order> parent = ensemble.puppet("parent", Kind.HANDLER);
            parent.tell(self -> child.complete(self.spawn("child", blocks(ensemble))));
            Thread drives = driven(ensemble);
            comes(begun);
            CompletableFuture<ExitReason> ended = ensemble.system.whenEnded(child.get()).toCompletableFuture();
            switch (which) {
                case "parent" -> ensemble.system.kill(parent);
                case "parent at once" -> ensemble.system.stop(parent, Shutdown.brutal());
                default -> ensemble.system.stop(child.get(), Shutdown.brutal());
            }
            assertThat(reason(ended).isAbnormal()).isTrue();
            drives.join();
            assertThat(ensemble.said()).isEqualTo("interrupted unwound");
        }
    }

    /// As a kill does when its time is over.
    @ParameterizedTest
    @MethodSource("systems")
    void aStopInterruptsItAtItsLimit(Scheduler scheduler) throws Exception {
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            ActorRef<Order> actor = blocked(ensemble);
            Thread drives = driven(ensemble);
            comes(begun);
            CompletableFuture<ExitReason> ended = ensemble.system.whenEnded(actor).toCompletableFuture();
            ensemble.system.stop(actor, Shutdown.within(Duration.ofMillis(20)));
            assertThat(reason(ended)).isInstanceOfSatisfying(ExitReason.Failed.class,
                    failed -> assertThat(failed.cause()).isInstanceOf(InterruptedException.class));
            drives.join();
            assertThat(ensemble.said()).isEqualTo("interrupted unwound");
        }
    }

    /// Until then it may do what it does; it is unwound where it waits next.
    @ParameterizedTest
    @MethodSource("systems")
    void aStopLeavesItItsTime(Scheduler scheduler) throws Exception {
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            ActorRef<Order> actor = blocked(ensemble);
            Thread drives = driven(ensemble);
            comes(begun);
            CompletableFuture<ExitReason> ended = ensemble.system.whenEnded(actor).toCompletableFuture();
            ensemble.system.stop(actor, Shutdown.within(Duration.ofHours(1)));
            assertThat(ended).isNotDone();
            release.countDown();
            assertThat(reason(ended)).isEqualTo(new ExitReason.Stopped());
            drives.join();
            assertThat(ensemble.said()).isEqualTo("released unwound");
        }
    }

    /// A close comes to its end, though many hang.
    @ParameterizedTest
    @EnumSource
    void theCloseInterruptsThemAtItsLimit(Kind kind) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(20);
        CountDownLatch interrupted = new CountDownLatch(20);
        Ensemble ensemble = new Ensemble(Scheduler.parallel(1), Duration.ofMillis(500));
        try (ensemble) {
            for (int n = 0; n < 20; n++) ensemble.system.spawn("b" + n, blocking(kind)).tell(_ -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
            });
            comes(begun);
        }
        comes(interrupted);
        assertThat(ensemble.system.isClosed()).isTrue();
    }
}
