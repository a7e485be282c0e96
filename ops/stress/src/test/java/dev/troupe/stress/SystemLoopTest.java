package dev.troupe.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.Handler;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import dev.troupe.SendResult;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Races that need a whole system, on worker threads: loops, not jcstress, which makes what it tests by the million.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemLoopTest {
    private static final int ROUNDS = 3_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /// A message that is told at the moment when its receiver is stopped is handled or a dead letter, exactly one of
    /// the two, and who told it knows if it was refused (invariants 3 and 4).
    @Test
    void aMessageAgainstAStopIsHandledOrADeadLetter() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger dead = new AtomicInteger();
        int accepted = 0;
        int deadInAll = 0;
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            system.onDeadLetter(letter -> {
                if (letter.message() instanceof Integer) dead.incrementAndGet();
            });
            Handler<Integer> counts = (self, n) -> handled.incrementAndGet();
            long start = System.nanoTime();
            int round = 0;
            for (; round < ROUNDS && System.nanoTime() - start < LONGEST.toNanos(); round++) {
                handled.set(0);
                dead.set(0);
                ActorRef<Integer> ref = system.spawn("target", Integer.class, counts);
                if (round % 2 == 0) assertThat(ref.tell(0)).isEqualTo(SendResult.ACCEPTED);
                int first = round % 2 == 0 ? 1 : 0;
                CyclicBarrier together = new CyclicBarrier(2);
                SendResult[] told = new SendResult[3];
                int wait = round % 32 * 8;
                Thread teller = Thread.ofPlatform().start(() -> {
                    try {
                        together.await();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    for (int n = 0; n < told.length; n++) told[n] = ref.tell(n + 1);
                });
                together.await();
                for (int spins = wait; spins > 0; spins--) Thread.onSpinWait();
                system.stop(ref);
                teller.join();
                system.whenEnded(ref).toCompletableFuture().get(20, TimeUnit.SECONDS);
                int all = first + told.length;
                for (int waits = 0; waits < 10_000 && handled.get() + dead.get() < all; waits++)
                    TimeUnit.MICROSECONDS.sleep(500);
                int refused = 0;
                for (SendResult result : told) {
                    if (result == SendResult.ACCEPTED) accepted++;
                    else refused++;
                }
                assertThat(handled.get() + dead.get()).as("handled %s, dead %s", handled, dead).isEqualTo(all);
                assertThat(dead.get()).isGreaterThanOrEqualTo(refused);
                deadInAll += dead.get();
                while (system.find("target", Integer.class).isPresent()) Thread.onSpinWait();
            }
            System.out.println(
                    "stop against tell: rounds " + round + ", accepted " + accepted + ", dead letters " + deadInAll);
        }
    }

    /// Senders that wait for room in a mailbox with two places, and some that don't wait long: what was accepted is
    /// handled, once, in each one's order, and nobody waits for ever (invariants 2 to 4).
    @Test
    void whoWaitsForRoomGetsIn() throws Exception {
        int senders = 3;
        int each = 3_000;
        int[] last = new int[senders];
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger disorder = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger dead = new AtomicInteger();
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build()) {
            system.onDeadLetter(letter -> {
                assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.FULL);
                dead.incrementAndGet();
            });
            Handler<int[]> counts = (self, message) -> {
                if (message[1] <= last[message[0]]) disorder.incrementAndGet();
                last[message[0]] = message[1];
                handled.incrementAndGet();
            };
            ActorRef<int[]> ref = system.spawn("narrow",
                    Props.of(int[].class, counts).mailbox(Mailbox.bounded(2)));
            Thread[] threads = new Thread[senders];
            for (int sender = 0; sender < senders; sender++) {
                int me = sender;
                threads[me] = Thread.ofPlatform().start(() -> {
                    for (int n = 1; n <= each; n++) {
                        Duration limit = me == 0 ? Duration.ofNanos(n % 100 * 1_000L) : Duration.ofSeconds(20);
                        SendResult result = ref.tell(new int[] {me, n}, limit);
                        if (result == SendResult.ACCEPTED) accepted.incrementAndGet();
                        else if (me != 0) throw new AssertionError("not let in: " + result);
                    }
                });
            }
            for (Thread thread : threads) thread.join();
            for (int waits = 0; waits < 10_000 && handled.get() < accepted.get(); waits++)
                TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(handled.get()).isEqualTo(accepted.get());
        assertThat(handled.get() + dead.get()).isEqualTo(senders * each);
        assertThat(disorder).hasValue(0);
        System.out.println("full against room: accepted " + accepted + ", refused " + dead);
    }
}
