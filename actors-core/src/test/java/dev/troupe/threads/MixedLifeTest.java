package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static dev.troupe.threads.Ensemble.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorContext;
import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.LinkedExitException;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.Scheduler;
import dev.troupe.supervision.ChildSpec;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.SupervisorMessage;
import dev.troupe.threads.Kind.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Actors of one system on different schedulers, each kind with each: crashes, links, supervision, the end. Invariants 5, 6
/// and 7.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class MixedLifeTest {
    private final Mixture mixture = new Mixture();
    private final Ensemble ensemble = new Ensemble(Scheduler.deque());

    private <M> ActorRef<M> spawn(String name, Scheduler.Kind on, Props<M> props) {
        return ensemble.system.spawn(name, props.scheduler(mixture.of(on)));
    }

    private static final Order CRASH = _ -> {
        throw new IllegalStateException("crash");
    };

    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void aCrashInOneIsContained(Scheduler.Kind crashing, Scheduler.Kind other) {
        try (ensemble) {
            for (Kind kind : Kind.values()) {
                ActorRef<Order> crashes = spawn("crashes" + kind, crashing, kind.puppet());
                ActorRef<Order> restarts = spawn("restarts" + kind, crashing,
                        kind.puppet().restart(RestartPolicy.unlimited()));
                ActorRef<Order> witness = spawn("witness" + kind, other, kind.puppet());
                AtomicInteger ran = new AtomicInteger();
                for (int n = 0; n < 20; n++) {
                    witness.tell(_ -> {
                        crashes.tell(CRASH);
                        restarts.tell(CRASH);
                        restarts.tell(_ -> ran.incrementAndGet());
                    });
                    witness.tell(_ -> ran.incrementAndGet());
                }
                ensemble.settle();
                assertThat(ran.get()).isEqualTo(40);
            }
            assertThat(ensemble.failures).hasSize(42);
            assertThat(ensemble.deadLetters).hasSize(38);
            assertThat(ensemble.system.names()).hasSize(4).noneMatch(name -> name.startsWith("crashes"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void aLinkedOneEndsOrIsTold(Scheduler.Kind crashing, Scheduler.Kind linked) throws Exception {
        try (ensemble) {
            for (Kind kind : Kind.values()) {
                ActorRef<Order> target = spawn("t" + kind, crashing, kind.puppet());
                ActorRef<Order> ends = spawn("ends" + kind, linked, kind.puppet());
                ActorRef<Order> told = spawn("told" + kind, linked, kind.puppet());
                ends.tell(self -> self.link(target));
                told.tell(self -> {
                    self.trapExits((name, reason) -> _ -> ensemble.say(name + " " + reason.isAbnormal()));
                    self.link(target);
                });
                ensemble.settle();
                CompletableFuture<ExitReason> ended = ensemble.system.whenEnded(ends).toCompletableFuture();
                target.tell(CRASH);
                ensemble.settle();
                assertThat(ended.getNow(new ExitReason.Normal())).isInstanceOfSatisfying(ExitReason.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(LinkedExitException.class));
                assertThat(ensemble.system.names()).contains("told" + kind).doesNotContain("ends" + kind);
            }
            assertThat(ensemble.said()).isEqualTo("tBODY true tHANDLER true");
        }
    }

    /// The child that has fallen is started anew on its own scheduler, keeps its reference, and stops before its supervisor.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void aSupervisorHasChildrenElsewhere(Scheduler.Kind supervising, Scheduler.Kind supervised) {
        try (ensemble) {
            Supervisor supervisor = Supervisor.oneForOne().intensity(100, Duration.ofHours(1));
            for (int n = 0; n < 4; n++)
                supervisor = supervisor.child(ChildSpec.of("c" + n,
                        Kind.alternately(n).puppet().scheduler(mixture.of(supervised))));
            ActorRef<SupervisorMessage> top = spawn("sup", supervising, supervisor.props());
            ensemble.settle();
            List<ActorRef<Order>> children = new ArrayList<>();
            for (int n = 0; n < 4; n++)
                children.add(ensemble.system.find("sup/c" + n, Order.class).orElseThrow());
            AtomicInteger ran = new AtomicInteger();
            for (int round = 0; round < 5; round++) for (ActorRef<Order> child : children) {
                child.tell(CRASH);
                child.tell(_ -> ran.incrementAndGet());
                ensemble.settle();
            }
            assertThat(ran.get()).isEqualTo(20);
            CompletableFuture<ExitReason> ended = ensemble.system.whenEnded(top).toCompletableFuture();
            ensemble.system.stop(top);
            ensemble.settle();
            assertThat(ended).isCompletedWithValue(new ExitReason.Stopped());
            assertThat(ensemble.system.names()).isEmpty();
        }
    }

    /// A ball goes to and fro between one on each of two schedulers, and `run()` returns when it lies still.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void runReturnsOnlyWhenAllIsQuiet(Scheduler.Kind one, Scheduler.Kind other) {
        try (ensemble) {
            for (Kind kind : Kind.values()) for (int round = 0; round < 20; round++) {
                int[] hits = {0, 0};
                int wanted = 20 * (round + 1);
                List<ActorRef<Integer>> pair = new ArrayList<>();
                for (int at = 0; at < 2; at++) {
                    int me = at;
                    pair.add(spawn("p" + kind + round + at, at == 0 ? one : other,
                            kind.props(Integer.class, (_, n) -> {
                                hits[me]++;
                                if (n > 1) pair.get(1 - me).tell(n - 1);
                            })));
                }
                pair.getFirst().tell(wanted);
                ensemble.system.run();
                assertThat(hits[0] + hits[1]).isEqualTo(wanted);
            }
        }
    }

    /// Nothing is left to do on the deque; elsewhere a turn still runs, and wakes one on the deque at its end.
    @ParameterizedTest
    @EnumSource(names = {"PARALLEL", "PINNED", "BLOCKING"})
    void runWaitsForATurnElsewhere(Scheduler.Kind elsewhere) {
        try (ensemble) {
            for (Kind kind : Kind.values()) {
                CountDownLatch release = new CountDownLatch(1);
                ActorRef<Order> last = ensemble.puppet("last" + kind, kind);
                spawn("busy" + kind, elsewhere, kind.puppet()).tell(_ -> {
                    comes(release);
                    last.tell(_ -> ensemble.say("last"));
                });
                Thread runner = Thread.currentThread();
                Thread.ofPlatform().start(() -> {
                    long start = System.nanoTime();
                    while (System.nanoTime() - start < 2_000_000_000L
                            && runner.getState() == Thread.State.RUNNABLE)
                        Thread.onSpinWait();
                    release.countDown();
                });
                ensemble.system.run();
            }
            assertThat(ensemble.said()).isEqualTo("last last");
        }
    }

    /// Bodies are unwound where they wait, whichever thread that needs; all threads end.
    @ParameterizedTest
    @MethodSource("dev.troupe.threads.Mixture#pairs")
    void theCloseEndsAll(Scheduler.Kind one, Scheduler.Kind other) {
        List<CompletableFuture<ExitReason>> ended = new ArrayList<>();
        AtomicInteger unwound = new AtomicInteger();
        try (ensemble) {
            for (Scheduler.Kind on : new Scheduler.Kind[] {one, other}) for (int n = 0; n < 5; n++) {
                String name = on + "" + n + ended.size();
                ActorRef<Order> body = spawn(name, on, Props.of(Order.class, (ActorContext<Order> self) -> {
                    try {
                        self.spawn("kid", Kind.BODY.puppet().scheduler(mixture.of(one)));
                        self.receive();
                    } finally {
                        self.yield();
                        unwound.incrementAndGet();
                    }
                }));
                ActorRef<Order> handler = spawn("h" + name, on, Kind.HANDLER.puppet());
                handler.tell(_ -> {});
                for (ActorRef<Order> each : List.of(body, handler))
                    ended.add(ensemble.system.whenEnded(each).toCompletableFuture());
            }
            ensemble.settle();
            assertThat(ensemble.system.names()).hasSize(30);
        }
        assertThat(ended).hasSize(20).allSatisfy(
                each -> assertThat(each).isCompletedWithValue(new ExitReason.Stopped()));
        assertThat(unwound.get()).isEqualTo(10);
        assertThat(ensemble.system.names()).isEmpty();
        assertThat(ensemble.failures).isEmpty();
        eventually(() -> ensemble.threads().isEmpty());
    }
}
