package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.Handler;
import dev.troupe.HandlerContext;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.Scheduler;
import dev.troupe.threads.Kind.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A pinned actor has one platform thread from its start to its end, which is nobody else's. Beside a deque (no workers) and
/// beside workers. Invariant 1, with a thread that is always the same.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class PinnedTest {
    private final ThreadLocal<Integer> turns = ThreadLocal.withInitial(() -> 0);
    private final Set<Thread> threads = Collections.synchronizedSet(new LinkedHashSet<>());
    private final List<Integer> counted = Collections.synchronizedList(new ArrayList<>());

    /// Notes where it is called, and how often that thread has been here.
    private void note() {
        threads.add(Thread.currentThread());
        turns.set(turns.get() + 1);
        counted.add(turns.get());
    }

    private void assertOneThreadAndTurns(int expected) {
        assertThat(threads).singleElement().matches(thread -> !thread.isVirtual(), "a platform thread");
        assertThat(counted).hasSize(expected).isSorted().endsWith(expected);
    }

    private static Props<Order> pinned(Kind kind) {
        return kind.puppet().scheduler(Scheduler.pinned());
    }

    @ParameterizedTest
    @CsvSource({"0, HANDLER", "0, BODY", "2, HANDLER", "2, BODY"})
    void isOnTheSameThreadAtEachMessage(int workers, Kind kind) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ActorRef<Order> actor = ensemble.system.spawn("a", pinned(kind));
            for (int round = 0; round < 20; round++) {
                for (int n = 0; n < 5; n++) actor.tell(_ -> note());
                ensemble.settle();
            }
            assertOneThreadAndTurns(100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void staysThereAcrossEachKindOfWait(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ActorRef<ActorRef<Integer>> other = ensemble.system.spawn("other",
                    Props.<ActorRef<Integer>>of(refs(), (_, to) -> to.tell(1)));
            ActorRef<Integer> full = ensemble.system.spawn("full",
                    Props.<Integer>of(Integer.class, (ActorContext<Integer> self) -> {
                        for (int n = 0; n < 10; n++) {
                            self.yield();
                            self.receive();
                        }
                    }).mailbox(Mailbox.bounded(1)));
            ensemble.system.spawn("a", Props.<Integer>of(Integer.class, (ActorContext<Integer> self) -> {
                for (int round = 0; round < 10; round++) {
                    note();
                    self.receive();
                    note();
                    self.sleep(Duration.ofMillis(1));
                    note();
                    self.yield();
                    note();
                    self.<ActorRef<Integer>, Integer>ask(other, to -> to, Duration.ofHours(1));
                    note();
                    self.await(self.start(task -> {
                        task.yield();
                        return 1;
                    }));
                    note();
                    self.blocking(() -> 1);
                    note();
                    self.receive(Duration.ofMillis(1));
                    full.tell(round);
                }
            }).scheduler(Scheduler.pinned()));
            for (int n = 0; n < 20; n++) ensemble.system.tell("a", n);
            ensemble.settle();
            assertOneThreadAndTurns(70);
            assertThat(ensemble.system.names()).containsExactly("other");
        }
    }

    @SuppressWarnings("unchecked") // the class of a reference says nothing of its messages
    private static Class<ActorRef<Integer>> refs() {
        return (Class<ActorRef<Integer>>) (Class<?>) ActorRef.class;
    }

    /// What the thread carries is there for the next life as well.
    @ParameterizedTest
    @CsvSource({"0, HANDLER", "0, BODY", "2, HANDLER", "2, BODY"})
    void staysThereAcrossARestart(int workers, Kind kind) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ActorRef<Order> actor = ensemble.system.spawn("a",
                    pinned(kind).restart(RestartPolicy.upTo(100, Duration.ofHours(1))));
            for (int round = 0; round < 10; round++) {
                actor.tell(_ -> note());
                actor.tell(_ -> {
                    note();
                    throw new IllegalStateException("crash");
                });
                ensemble.settle();
            }
            actor.tell(_ -> note());
            ensemble.settle();
            assertThat(ensemble.failures).hasSize(10);
            assertOneThreadAndTurns(21);
        }
    }

    /// What unwinds a body, and a handler's last call.
    @ParameterizedTest
    @CsvSource({"0, HANDLER", "0, BODY", "2, HANDLER", "2, BODY"})
    void endsOnItAndItEndsWithTheActor(int workers, Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            Props<Order> props = kind == Kind.HANDLER
                    ? Props.of(Order.class, new LastCall())
                    : Props.of(Order.class, (ActorContext<Order> self) -> {
                        try {
                            note();
                            self.receive();
                        } finally {
                            note();
                        }
                    });
            ActorRef<Order> actor = ensemble.system.spawn("a", props.scheduler(Scheduler.pinned()));
            if (kind == Kind.HANDLER) actor.tell(_ -> {});
            ensemble.settle();
            ensemble.system.stop(actor);
            ensemble.settle();
            assertOneThreadAndTurns(2);
            assertThat(threads.iterator().next().join(Ensemble.PATIENCE)).isTrue();
        }
    }

    /// Notes its messages and its end.
    private final class LastCall implements Handler<Order> {
        @Override
        public void handle(HandlerContext<Order> self, Order order) {
            note();
        }

        @Override
        public void terminate(HandlerContext<Order> self, ExitReason reason) {
            note();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, HANDLER, true", "0, BODY, true", "2, HANDLER, true", "2, BODY, true", "2, HANDLER, false",
        "2, BODY, false"})
    void endsByACrashOrTheCloseAsWell(int workers, Kind kind, boolean crash) throws InterruptedException {
        Ensemble ensemble = Ensemble.on(workers);
        try (ensemble) {
            ActorRef<Order> actor = ensemble.system.spawn("a", pinned(kind));
            actor.tell(_ -> {
                note();
                if (crash) throw new IllegalStateException("crash");
            });
            ensemble.settle();
            assertOneThreadAndTurns(1);
            Thread thread = threads.iterator().next();
            if (crash) assertThat(thread.join(Ensemble.PATIENCE)).isTrue();
            else assertThat(thread.isAlive()).isTrue();
        }
        assertThat(threads.iterator().next().join(Ensemble.PATIENCE)).isTrue();
    }

    /// So many at once, and each has seen its own values only.
    @ParameterizedTest
    @CsvSource({"0, HANDLER", "0, BODY", "2, HANDLER", "2, BODY"})
    void hasItToItself(int workers, Kind kind) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> actors = new ArrayList<>();
            for (int n = 0; n < 10; n++) actors.add(ensemble.system.spawn("a" + n, pinned(kind)));
            ActorRef<Order> plain = ensemble.puppet("plain", kind);
            for (int round = 0; round < 20; round++) {
                for (ActorRef<Order> actor : actors) actor.tell(_ -> note());
                plain.tell(_ -> assertThat(threads.contains(Thread.currentThread())).isFalse());
                ensemble.settle();
            }
            assertThat(threads).hasSize(10);
            assertThat(new HashSet<>(counted)).hasSize(20);
            assertThat(ensemble.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void leavesItsChildrenWhereTheSystemIs(int workers) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            AtomicReference<Thread> kid = new AtomicReference<>();
            ensemble.system.spawn("a", pinned(Kind.HANDLER)).tell(self -> {
                note();
                self.spawn("kid", Kind.HANDLER.puppet()).tell(_ -> kid.set(Thread.currentThread()));
            });
            ensemble.settle();
            assertThat(kid.get()).isNotNull().isNotIn(threads);
        }
    }

    /// Its turn blocks until others, on the same scheduler and on the system's, have had theirs.
    @ParameterizedTest
    @CsvSource({"0, HANDLER", "0, BODY", "1, HANDLER", "1, BODY"})
    void mayBlockWithoutHoldingUpOthers(int workers, Kind kind) {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            CountDownLatch others = new CountDownLatch(4);
            ensemble.system.spawn("blocks", pinned(kind)).tell(_ -> {
                comes(others);
                ensemble.say("released");
            });
            for (Kind each : Kind.values()) {
                ensemble.system.spawn("own" + each, pinned(each)).tell(_ -> others.countDown());
                ensemble.puppet("plain" + each, each).tell(_ -> others.countDown());
            }
            ensemble.settle();
            assertThat(ensemble.said()).isEqualTo("released");
        }
    }
}
