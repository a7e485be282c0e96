package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.threads.Kind.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Nobody who is ready waits for ever: neither behind one that never ends its turn, as long as there is another worker, nor
/// behind those that always have another message. The other side of invariant 2, whose order makes nobody wait for others.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class StarvationTest {
    private static final int OTHERS = 200;

    private final AtomicBoolean over = new AtomicBoolean();

    private static List<ActorRef<Order>> others(Ensemble ensemble) {
        List<ActorRef<Order>> others = new ArrayList<>();
        for (int n = 0; n < OTHERS; n++) others.add(ensemble.puppet("o" + n, Kind.alternately(n)));
        return others;
    }

    private static void tellAll(List<ActorRef<Order>> others, CountDownLatch ran) {
        for (ActorRef<Order> other : others) other.tell(_ -> ran.countDown());
    }

    /// Tells all from outside, and waits until each has had its turn.
    private static void allRun(List<ActorRef<Order>> others) throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(OTHERS);
        tellAll(others, ran);
        comes(ran);
    }

    /// Those it has told itself before, and those told from outside.
    @ParameterizedTest
    @CsvSource({"2, HANDLER", "2, BODY", "8, HANDLER", "8, BODY"})
    void oneThatNeverYieldsTakesOneWorkerOnly(int workers, Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> others = others(ensemble);
            CountDownLatch fromInside = new CountDownLatch(OTHERS);
            ensemble.puppet("selfish", kind).tell(_ -> {
                tellAll(others, fromInside);
                while (!over.get()) Thread.onSpinWait();
            });
            comes(fromInside);
            for (int round = 0; round < 20; round++) allRun(others);
            over.set(true);
            ensemble.settle();
        } finally {
            over.set(true);
        }
    }

    /// One that tells itself something at each message, for ever, and once tells others.
    @ParameterizedTest
    @EnumSource
    void oneThatTellsItselfForEverLetsOthersGoFirst(Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(1)) {
            List<ActorRef<Order>> others = others(ensemble);
            CountDownLatch fromInside = new CountDownLatch(OTHERS);
            ensemble.system.spawn("loop", kind.props(Integer.class, (self, n) -> {
                if (n == 1_000) tellAll(others, fromInside);
                if (!over.get()) self.ref().tell(n + 1);
            })).tell(0);
            comes(fromInside);
            allRun(others);
            over.set(true);
            ensemble.settle();
        } finally {
            over.set(true);
        }
    }

    /// Nor does it matter that the worker has each of two in hand when the other ends its turn.
    @ParameterizedTest
    @EnumSource
    void twoThatPlayPingPongForEverLetOthersGoFirst(Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(1)) {
            List<ActorRef<Order>> others = others(ensemble);
            CountDownLatch fromInside = new CountDownLatch(OTHERS);
            List<ActorRef<Integer>> pair = new ArrayList<>();
            for (int at = 0; at < 2; at++) {
                int other = 1 - at;
                pair.add(ensemble.system.spawn("p" + at, kind.props(Integer.class, (_, n) -> {
                    if (n == 1_000) tellAll(others, fromInside);
                    if (!over.get()) pair.get(other).tell(n + 1);
                })));
            }
            pair.getFirst().tell(0);
            comes(fromInside);
            for (int round = 0; round < 5; round++) allRun(others);
            over.set(true);
            ensemble.settle();
        } finally {
            over.set(true);
        }
    }

    /// Many bodies that only yield.
    @Test
    void bodiesThatYieldForEverLetOthersGoFirst() throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(1)) {
            List<ActorRef<Order>> others = others(ensemble);
            for (int n = 0; n < 3; n++) ensemble.system.spawn("y" + n, Integer.class, (ActorContext<Integer> self) -> {
                while (!over.get()) self.yield();
            });
            allRun(others);
            over.set(true);
            ensemble.settle();
        } finally {
            over.set(true);
        }
    }

    /// The flood is there before the other is told: when that has its turn, most of the flood is still to come.
    @ParameterizedTest
    @CsvSource({"HANDLER, 300000, 0", "BODY, 300000, 0", "HANDLER, 20000, 500", "BODY, 20000, 500"})
    void aFloodLetsOthersGoFirst(Kind kind, int flood, int work) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(1)) {
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger takenBefore = new AtomicInteger(flood);
            CountDownLatch ready = new CountDownLatch(1);
            CountDownLatch ran = new CountDownLatch(1);
            ActorRef<Integer> flooded = ensemble.system.spawn("flooded", kind.props(Integer.class, (_, n) -> {
                if (n == 0) comes(ready);
                for (int spin = 0; spin < work; spin++) Thread.onSpinWait();
                taken.incrementAndGet();
            }));
            for (int n = 0; n < flood; n++) flooded.tell(n);
            ensemble.puppet("other", Kind.HANDLER).tell(_ -> {
                takenBefore.set(taken.get());
                ran.countDown();
            });
            ready.countDown();
            comes(ran);
            ensemble.settle();
            assertThat(takenBefore.get()).isLessThan(flood / 2);
            assertThat(taken.get()).isEqualTo(flood);
        }
    }

    /// Four threads send to one actor until another, told in the midst of it, has had its turn.
    @ParameterizedTest
    @EnumSource
    void aFloodFromOutsideLetsOthersGoFirst(Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(1)) {
            AtomicInteger taken = new AtomicInteger();
            ActorRef<Integer> flooded = ensemble.system.spawn("flooded",
                    kind.props(Integer.class, (_, _) -> taken.incrementAndGet()));
            ActorRef<Order> other = ensemble.puppet("other", kind);
            List<Thread> senders = new ArrayList<>();
            AtomicInteger sent = new AtomicInteger();
            for (int n = 0; n < 4; n++) senders.add(Thread.ofPlatform().name("flood-" + n).start(() -> {
                while (!over.get())
                    if (sent.get() - taken.get() < 100_000) flooded.tell(sent.incrementAndGet());
                else Thread.onSpinWait();
            }));
            for (int round = 0; round < 20; round++) {
                CountDownLatch ran = new CountDownLatch(1);
                other.tell(_ -> ran.countDown());
                comes(ran);
            }
            over.set(true);
            for (Thread sender : senders) sender.join();
            ensemble.settle();
            assertThat(taken.get()).isEqualTo(sent.get());
        } finally {
            over.set(true);
        }
    }
}
