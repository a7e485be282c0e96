package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Actor;
import dev.troupe.ActorRef;
import dev.troupe.threads.Kind.Order;
import dev.troupe.Handler;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/// What happens at the same moment as a close (invariants 3 and 6).
@Tag("threads")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseRaceTest {
    private static final int KEEPERS = 20;

    /// A spawn that the close overtakes is taken back, and whoever was there before is stopped nevertheless.
    @RepeatedTest(200)
    void actorsAreSpawned() throws InterruptedException {
        AtomicInteger ended = new AtomicInteger();
        List<Thread> spawners = new ArrayList<>();
        try (Ensemble ensemble = Ensemble.on(2)) {
            CountDownLatch begun = new CountDownLatch(KEEPERS);
            for (int n = 0; n < KEEPERS; n++) ensemble.system.spawn(Props.of(Integer.class, (Actor<Integer>) self -> {
                try {
                    begun.countDown();
                    self.receive();
                } finally {
                    ended.incrementAndGet();
                }
            }));
            comes(begun);
            CountDownLatch spawning = new CountDownLatch(3);
            for (int n = 0; n < 3; n++) spawners.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        ensemble.system.spawn(Props.of(Integer.class, (Handler<Integer>) (_, _) -> {}));
                        spawning.countDown();
                    }
                } catch (IllegalStateException closed) {
                    // what was to come
                }
            }));
            comes(spawning);
            ensemble.end();
            assertThat(ended).hasValue(KEEPERS);
        }
        for (Thread spawner : spawners) spawner.join();
    }

    /// Who waits for room in another's mailbox is told, or what it wanted to send is a dead letter.
    @RepeatedTest(20)
    void aSenderWaitsForRoom() throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(1)) {
            AtomicReference<ActorRef<Integer>> target = new AtomicReference<>();
            ActorRef<Order> sender = ensemble.system.spawn("sender", Props.of(Order.class, (Actor<Order>) self -> {
                self.receive();
                for (int n = 1; n <= 3; n++) target.get().tell(n);
            }));
            target.set(ensemble.system.spawn("target", Props.of(Integer.class,
                    (Actor<Integer>) self -> self.sleep(Duration.ofHours(1))).mailbox(Mailbox.bounded(1))));
            sender.tell(_ -> {});
            Ensemble.eventually(
                    () -> ensemble.system.waits().stream().anyMatch(wait -> "target".equals(wait.target())));
            ensemble.end();
            assertThat(ensemble.deadLetters).extracting(letter -> letter.message()).contains(1, 2);
        }
    }

    /// A task that blocks a thread of its own is interrupted there.
    @RepeatedTest(3)
    void aTaskBlocks() throws InterruptedException {
        for (Scheduler scheduler : List.of(Scheduler.parallel(2), Scheduler.blocking())) {
            CountDownLatch in = new CountDownLatch(1);
            CountDownLatch out = new CountDownLatch(1);
            try (Ensemble ensemble = new Ensemble(scheduler, Duration.ofMillis(300))) {
                var _ = ensemble.system.launch(_ -> {
                    in.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        out.countDown();
                    }
                });
                comes(in);
            }
            comes(out);
        }
    }
}
