package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import dev.troupe.threads.Kind.Order;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Actors on virtual threads of their own may block, body or handler, and nobody else is held up. Invariants 1 and 5.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class BlockingTest {
    private static Props<Order> blocking(Kind kind) {
        return kind.puppet().scheduler(Scheduler.blocking());
    }

    private static List<Scheduler> systems() {
        return List.of(Scheduler.deque(), Scheduler.parallel(1), Scheduler.blocking());
    }

    private static Thread driven(Ensemble ensemble) {
        return Thread.ofPlatform().name("drives").start(ensemble::settle);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void runOnVirtualThreads(Scheduler scheduler) {
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
            for (Kind kind : Kind.values()) for (int n = 0; n < 5; n++) {
                ActorRef<Order> actor = ensemble.system.spawn("a" + kind + n, blocking(kind));
                for (int m = 0; m < 3; m++) actor.tell(_ -> threads.add(Thread.currentThread()));
            }
            ensemble.settle();
            assertThat(threads).hasSizeGreaterThanOrEqualTo(10).allMatch(Thread::isVirtual);
        }
    }

    /// Each blocks until all others, on the same scheduler and on the system's, have had their turns.
    @ParameterizedTest
    @MethodSource("systems")
    void mayBlockWithoutHoldingUpOthers(Scheduler scheduler) {
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            CountDownLatch others = new CountDownLatch(4);
            for (Kind kind : Kind.values()) ensemble.system.spawn("blocks" + kind, blocking(kind)).tell(_ -> {
                comes(others);
                ensemble.say("released");
            });
            for (Kind kind : Kind.values()) {
                ensemble.system.spawn("own" + kind, blocking(kind)).tell(_ -> others.countDown());
                ensemble.puppet("plain" + kind, kind).tell(_ -> others.countDown());
            }
            ensemble.settle();
            assertThat(ensemble.said()).isEqualTo("released released");
        }
    }

    /// All of them have begun and hang, none has gone on; then all do.
    @ParameterizedTest
    @CsvSource({"BODY, deque", "HANDLER, deque", "BODY, parallel(2)", "BODY, blocking"})
    void tenThousandOfThem(Kind kind, String scheduler) throws InterruptedException {
        int many = 10_000;
        CountDownLatch begun = new CountDownLatch(many);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger gone = new AtomicInteger();
        try (Ensemble ensemble = new Ensemble(Scheduler.of(scheduler))) {
            for (int n = 0; n < many; n++) ensemble.system.spawn("b" + n, blocking(kind)).tell(_ -> {
                begun.countDown();
                comes(release);
                gone.incrementAndGet();
            });
            Thread drives = driven(ensemble);
            comes(begun);
            assertThat(gone.get()).isZero();
            release.countDown();
            drives.join();
            assertThat(gone.get()).isEqualTo(many);
        } finally {
            release.countDown();
        }
    }

    /// Each has an interrupt status of its own: others don't see it, though it is set when its turn ends.
    @ParameterizedTest
    @MethodSource("systems")
    void areInterruptedEachForItself(Scheduler scheduler) {
        try (Ensemble ensemble = new Ensemble(scheduler)) {
            AtomicInteger seen = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            for (int n = 0; n < 100; n++)
                ensemble.system.spawn("i" + n, blocking(Kind.alternately(n)))
                        .tell(_ -> Thread.currentThread().interrupt());
            for (int n = 0; n < 100; n++)
                ensemble.system.spawn("o" + n, blocking(Kind.alternately(n))).tell(_ -> {
                    if (Thread.currentThread().isInterrupted()) seen.incrementAndGet();
                    ran.incrementAndGet();
                });
            ensemble.settle();
            assertThat(seen.get()).isZero();
            assertThat(ran.get()).isEqualTo(100);
            assertThat(ensemble.failures).isEmpty();
        }
    }

    /// Somebody interrupts the thread it blocks on: what it lets out is its crash, and no other's.
    @ParameterizedTest
    @EnumSource
    void areInterruptedFromOutside(Kind kind) throws Exception {
        try (Ensemble ensemble = new Ensemble(Scheduler.deque())) {
            CompletableFuture<Thread> at = new CompletableFuture<>();
            ActorRef<Order> actor = ensemble.system.spawn("a", blocking(kind));
            actor.tell(_ -> {
                at.complete(Thread.currentThread());
                new CountDownLatch(1).await();
            });
            ActorRef<Order> other = ensemble.system.spawn("other", blocking(kind));
            Thread drives = driven(ensemble);
            at.get(Ensemble.PATIENCE.toSeconds(), TimeUnit.SECONDS).interrupt();
            drives.join();
            other.tell(_ -> ensemble.say("other"));
            ensemble.settle();
            assertThat(ensemble.failures).singleElement()
                    .satisfies(failure -> assertThat(failure.cause()).isInstanceOf(InterruptedException.class));
            assertThat(ensemble.said()).isEqualTo("other");
            assertThat(ensemble.system.names()).containsExactly("other");
        }
    }
}
