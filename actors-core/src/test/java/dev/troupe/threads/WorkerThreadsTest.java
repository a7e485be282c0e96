package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static dev.troupe.threads.Ensemble.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.HandlerContext;
import dev.troupe.LifecycleListener;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import dev.troupe.SendResult;
import dev.troupe.threads.Kind.Order;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which threads there are, from when to when, and that nothing an actor or a listener does ends one. Invariants 5 and 10.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class WorkerThreadsTest {
    private static Thread threadOf(ActorRef<Order> handler) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        handler.tell(_ -> thread.complete(Thread.currentThread()));
        return thread.get(Ensemble.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Has as many handlers run at once, and collects where.
    private static Set<Thread> threadsOf(Ensemble ensemble, int many) throws InterruptedException {
        Set<Thread> threads = Collections.synchronizedSet(new LinkedHashSet<>());
        CountDownLatch all = new CountDownLatch(many);
        CountDownLatch over = new CountDownLatch(many);
        for (int n = 0; n < many; n++) ensemble.puppet("h" + n, Kind.HANDLER).tell(_ -> {
            threads.add(Thread.currentThread());
            all.countDown();
            comes(all);
            over.countDown();
        });
        comes(over);
        return threads;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void areNumberedPlatformThreadsThatKeepTheJvm(int workers) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            Set<Thread> threads = threadsOf(ensemble, workers);
            Set<String> names = new LinkedHashSet<>();
            for (int n = 1; n <= workers; n++) names.add(ensemble.name + "-worker-" + n);
            assertThat(threads).extracting(Thread::getName).containsExactlyInAnyOrderElementsOf(names);
            assertThat(threads).noneMatch(Thread::isDaemon).noneMatch(Thread::isVirtual);
        }
    }

    @Test
    void areCalledAfterTheSystem() throws Exception {
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(1)).build()) {
            assertThat(threadOf(system.spawn("h", Kind.HANDLER.puppet())).getName()).isEqualTo("troupe-worker-1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areCalledAfterTheirPool(boolean ofTheSystem) throws Exception {
        Scheduler crawl = Scheduler.parallel(1).named("crawl");
        try (ActorSystem system = ActorSystem.builder().scheduler(ofTheSystem ? crawl : Scheduler.deque()).build()) {
            Props<Order> props = Kind.HANDLER.puppet();
            ActorRef<Order> handler = system.spawn("h", ofTheSystem ? props : props.scheduler(crawl));
            assertThat(threadOf(handler).getName()).isEqualTo("troupe-crawl-1");
        }
    }

    @Test
    void areThoseOfTheSameSchedulerWithinASystem() throws Exception {
        Scheduler one = Scheduler.parallel(1);
        Props<Order> props = Kind.HANDLER.puppet();
        try (Ensemble first = Ensemble.on(1); Ensemble second = Ensemble.on(1)) {
            Thread shared = threadOf(first.system.spawn("a", props.scheduler(one)));
            assertThat(threadOf(first.system.spawn("b", props.scheduler(one)))).isSameAs(shared);
            assertThat(threadOf(first.system.spawn("c", props))).isNotSameAs(shared);
            assertThat(threadOf(first.system.spawn("d", props.scheduler(Scheduler.parallel(1))))).isNotSameAs(shared);
            assertThat(threadOf(second.system.spawn("a", props.scheduler(one)))).isNotSameAs(shared);
            first.end();
            assertThat(threadOf(second.system.spawn("b", props.scheduler(one))).getName()).startsWith(second.name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 1_024})
    void startWhenTheyAreNeededAndEndWithTheSystem(int workers) throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        Ensemble ensemble = Ensemble.on(workers);
        try (ensemble) {
            assertThat(ensemble.threads()).isEmpty();
            ensemble.puppet("h", Kind.HANDLER).tell(_ -> ran.countDown());
            comes(ran);
            assertThat(ensemble.threads("worker")).isNotEmpty();
        }
        eventually(() -> ensemble.threads().isEmpty());
    }

    /// Also when all have worked, or one is still at work.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endWithTheSystemThoughOneIsBusy(boolean busy) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Ensemble ensemble = new Ensemble(Scheduler.parallel(4), Duration.ofMillis(500));
        try (ensemble) {
            Set<Thread> threads = threadsOf(ensemble, 4);
            assertThat(threads).hasSize(4);
            if (busy) ensemble.puppet("busy", Kind.HANDLER).tell(_ -> {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException nearTheLimit) {
                    Thread.currentThread().interrupt();
                }
            });
            if (busy) comes(begun);
        } finally {
            release.countDown();
        }
        eventually(() -> ensemble.threads().isEmpty());
    }

    @Test
    void ofACreatedSystemAreNotThere() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (ActorSystem system = ActorSystem.create(); Ensemble ensemble = Ensemble.on(8)) {
            system.names();
            ensemble.system.names();
            assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> !before.contains(thread))
                    .filteredOn(thread -> thread.getName().contains("-worker-")).isEmpty();
        }
    }

    @Test
    void outliveAnErrorOfAListener() throws Exception {
        try (Ensemble ensemble = Ensemble.on(1)) {
            ensemble.system.onFailure(_ -> {
                throw new AssertionError("of a failure listener");
            });
            ensemble.system.onDeadLetter(_ -> {
                throw new AssertionError("of a dead letter listener");
            });
            ensemble.system.onLifecycle(new LifecycleListener() {
                @Override
                public void spawned(ActorRef<?> actor) {
                    if (actor.name().contains("/")) throw new AssertionError("of a lifecycle listener");
                }

                @Override
                public void stopped(ActorRef<?> actor) {
                    throw new AssertionError("of a lifecycle listener");
                }
            });
            ActorRef<Order> witness = ensemble.puppet("witness", Kind.HANDLER);
            Thread worker = threadOf(witness);
            for (Kind kind : Kind.values()) {
                ActorRef<Order> crashes = ensemble.puppet("crashes" + kind, kind);
                ActorRef<Order> stops = ensemble.puppet("stops" + kind, kind);
                stops.tell(self -> self.spawn("kid", Kind.BODY.puppet()));
                stops.tell(HandlerContext::stop);
                crashes.tell(_ -> {
                    throw new AssertionError("crash");
                });
                ensemble.settle();
                witness.tell(_ -> crashes.tell(_ -> {}));
                witness.tell(self -> self.tell("nobody", 1));
                assertThat(threadOf(witness)).isSameAs(worker);
            }
            assertThat(worker.isAlive()).isTrue();
            assertThat(ensemble.failures).extracting(one -> one.cause().getMessage()).contains("crash");
            assertThat(ensemble.deadLetters).hasSize(4);
            assertThat(ensemble.system.names()).containsExactly("witness");
        }
    }

    /// What an actor lets out is contained on a worker as on the deque, an error as well.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void outliveWhatAnActorLetsOut(boolean error) throws Exception {
        try (Ensemble ensemble = Ensemble.on(1)) {
            ActorRef<Order> witness = ensemble.puppet("witness", Kind.HANDLER);
            Thread worker = threadOf(witness);
            for (Kind kind : Kind.values()) ensemble.puppet("crashes" + kind, kind).tell(_ -> {
                if (error) throw new StackOverflowError("crash");
                throw new IllegalStateException("crash");
            });
            ensemble.settle();
            assertThat(threadOf(witness)).isSameAs(worker);
            assertThat(ensemble.failures).hasSize(2);
        }
    }

    @Test
    void areNotStartedAgainAfterTheClose() throws InterruptedException {
        Ensemble ensemble = Ensemble.on(2);
        ActorRef<Order> handler = ensemble.puppet("h", Kind.HANDLER);
        ActorRef<Order> body = ensemble.puppet("b", Kind.BODY);
        threadsOf(ensemble, 2);
        ensemble.end();
        assertThat(handler.tell(_ -> {})).isEqualTo(SendResult.CLOSED);
        assertThat(body.tell(_ -> {})).isEqualTo(SendResult.CLOSED);
        assertThatThrownBy(() -> ensemble.puppet("late", Kind.HANDLER)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late");
        assertThatThrownBy(() -> ensemble.system.spawn("late",
                Kind.BODY.puppet().scheduler(Scheduler.parallel(2)))).isInstanceOf(IllegalStateException.class);
        assertThat(ensemble.deadLetters).hasSize(2);
        eventually(() -> ensemble.threads().isEmpty());
    }
}
