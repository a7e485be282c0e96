package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Actor;
import dev.troupe.ActorRef;
import dev.troupe.DeadlockException;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import dev.troupe.SendResult;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Room in the mailbox of an actor on another lane (invariants 4 and 7).
@Tag("threads")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AcrossTest {
    private static Props<String> small(Actor<String> body) {
        return Props.of(String.class, body).mailbox(Mailbox.bounded(1)).scheduler(Scheduler.blocking());
    }

    /// The other has taken a message meanwhile, and has yet to look at who waits for that room: no circle.
    @Test
    void aWaitThatIsAboutToEndClosesNoCircle() throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(2)) {
            AtomicReference<ActorRef<String>> a = new AtomicReference<>();
            AtomicReference<ActorRef<String>> b = new AtomicReference<>();
            CountDownLatch full = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(2);
            b.set(ensemble.system.spawn("b", small(self -> {
                while (a.get() == null) Thread.onSpinWait();
                a.get().tell("n1");
                comes(full); // it blocks, so that its lane doesn't look at what comes
                Ensemble.eventually(() -> ensemble.system.waits().stream()
                        .anyMatch(wait -> wait.waiter().equals("a") && wait.what().startsWith("sends")));
                ensemble.say(self.receive());
                a.get().tell("n2");
                ensemble.say(self.receive());
                done.countDown();
            })));
            a.set(ensemble.system.spawn("a", small(self -> {
                while (b.get() == null) Thread.onSpinWait();
                b.get().tell("m1");
                full.countDown();
                b.get().tell("m2");
                self.receive();
                self.receive();
                done.countDown();
            })));
            comes(done);
            assertThat(ensemble.said()).isEqualTo("m1 m2");
            assertThat(ensemble.failures).isEmpty();
        }
    }

    /// Both find the other full, at the same time: one of them is told.
    @RepeatedTest(20)
    void aTrueCircleIsFound() throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(2)) {
            AtomicInteger circles = new AtomicInteger();
            AtomicReference<ActorRef<String>> a = new AtomicReference<>();
            AtomicReference<ActorRef<String>> b = new AtomicReference<>();
            CountDownLatch ready = new CountDownLatch(2);
            CountDownLatch done = new CountDownLatch(2);
            Sender sender = (self, other) -> {
                ready.countDown();
                comes(ready);
                while (other.get() == null) Thread.onSpinWait();
                for (int n = 0; n < 2; n++) {
                    try {
                        other.get().tell("m" + n);
                    } catch (DeadlockException circle) {
                        circles.incrementAndGet();
                    }
                }
                self.receive();
                done.countDown();
            };
            a.set(ensemble.system.spawn("a", small(self -> sender.send(self, b))));
            b.set(ensemble.system.spawn("b", small(self -> sender.send(self, a))));
            comes(done);
            assertThat(circles).hasValue(1);
        }
    }

    /// What a sender does; it receives afterwards.
    private interface Sender {
        void send(dev.troupe.ActorContext<String> self, AtomicReference<ActorRef<String>> other) throws Exception;
    }

    /// However many have given up.
    @Test
    void roomIsForTheFirstWhoStillWaits() throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(2)) {
            CountDownLatch go = new CountDownLatch(1);
            ActorRef<String> target = ensemble.system.spawn("target", small(self -> {
                comes(go);
                while (true) ensemble.say(self.receive());
            }));
            target.tell("first");
            int many = 20_000;
            CountDownLatch gaveUp = new CountDownLatch(many);
            for (int n = 0; n < many; n++) {
                var _ = ensemble.system.launch(_ -> {
                    if (target.tell("late", Duration.ofMillis(1)) == SendResult.FULL) gaveUp.countDown();
                });
            }
            comes(gaveUp);
            var _ = ensemble.system.launch(_ -> target.tell("last"));
            go.countDown();
            Ensemble.eventually(() -> ensemble.said().equals("first last"));
            assertThat(ensemble.failures).isEmpty();
        }
    }
}
