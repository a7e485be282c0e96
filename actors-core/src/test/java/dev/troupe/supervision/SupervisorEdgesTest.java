package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.BackOff;
import dev.troupe.ExitReason;
import dev.troupe.Failure;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import dev.troupe.RestartType;
import dev.troupe.Shutdown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens at the seams: stops in the midst of other things, children that command their own supervisor, bounds,
/// links, and a system that is driven by a thread of its own. Invariants 5, 6 and 8.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SupervisorEdgesTest {
    private final Rig rig = new Rig();

    /// A child that needs two seconds to stop.
    private ChildSpec slow(String id) {
        return ChildSpec.of(id, Props.of(String.class, self -> {
            try {
                rig.say(id + "^");
                self.receive();
            } finally {
                self.sleep(Rig.s(2));
                rig.say(id + "$");
            }
        })).shutdown(Shutdown.infinite());
    }

    @Test
    void stoppedBeforeItHasRun() {
        try (rig) {
            ActorRef<?> sup = rig.system.spawn("sup", Supervisor.oneForOne().child(rig.child("a")).props());
            rig.system.stop(sup);
            assertThat(rig.said()).isEmpty();
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void stoppedAtAnyTurnOfItsStart() {
        for (int turns = 0; turns < 20; turns++) {
            try (Rig fresh = new Rig()) {
                ActorRef<?> sup = fresh.system.spawn("sup", Supervisor.oneForOne().child(fresh.child("a"))
                        .child(fresh.child("b")).child(fresh.child("c")).props());
                for (int n = 0; n < turns; n++) fresh.system.step();
                fresh.system.stop(sup);
                fresh.settle();
                assertThat(fresh.system.names()).as("after %s turns", turns).isEmpty();
                assertThat(fresh.failures).isEmpty();
            }
        }
    }

    @Test
    void closedAtAnyTurnOfARestart() {
        for (int turns = 0; turns < 20; turns++) {
            Rig fresh = new Rig();
            fresh.sup(Supervisor.oneForAll().child(fresh.child("a")).child(fresh.child("b")));
            fresh.system.tell("sup/a", "boom");
            for (int n = 0; n < turns; n++) fresh.system.step();
            fresh.close();
            assertThat(fresh.system.names()).as("after %s turns", turns).isEmpty();
            assertThat(fresh.failures).allMatch(failure -> failure.cause() instanceof Rig.Boom);
        }
    }

    @Test
    void stoppedWhileItHaltsAGroup() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForAll().child(rig.child("a")).child(slow("s")));
            rig.tell("a", "boom");
            rig.system.stop(sup);
            rig.settle();
            rig.seconds(2);
            assertThat(rig.said()).isEqualTo("a^ s^ a$ s$");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void aChildThatIsKilledWhileItIsHaltedForAGroup() {
        try (rig) {
            rig.sup(Supervisor.oneForAll().child(rig.child("a")).child(slow("s")));
            rig.tell("a", "boom");
            rig.system.kill(rig.ref("sup/s"));
            assertThat(rig.said()).isEqualTo("a^ s^ a$ a^ s^");
        }
    }

    @Test
    void aChildMayHaveItselfTerminatedAndOthersStarted() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne());
            ChildSpec spec = ChildSpec.of("c", Props.of(String.class, self -> {
                rig.say(self.ask(sup, Supervisor.start(rig.child("other")), Rig.s(9)).getClass().getSimpleName());
                try {
                    self.ask(sup, Supervisor.terminate("c"), Rig.s(9));
                } finally {
                    rig.say("unwound");
                }
            }));
            rig.ask(sup, Supervisor.start(spec));
            assertThat(rig.said()).isEqualTo("other^ Started unwound");
            assertThat(rig.ask(sup, Supervisor.count())).isEqualTo(new Counts(2, 1, 0));
        }
    }

    @Test
    void aChildMayStopItsSupervisor() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne());
            rig.ask(sup, Supervisor
                    .start(ChildSpec.of("c", Props.of(String.class, (self, text) -> self.system().stop(sup)))));
            rig.tell("c", "stop it");
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(sup)).isEqualTo(new ExitReason.Stopped());
        }
    }

    @Test
    void newsPassTheBoundOfItsMailbox() {
        try (rig) {
            Supervisor supervisor = Supervisor.oneForOne().intensity(9, Rig.s(5));
            for (String id : List.of("a", "b", "c")) supervisor = supervisor.child(rig.child(id));
            ActorRef<SupervisorMessage> sup = rig.system.spawn("sup", supervisor.props().mailbox(Mailbox.bounded(1)));
            rig.settle();
            for (String id : List.of("a", "b", "c")) rig.system.tell("sup/" + id, "boom");
            assertThat(rig.counts("a b c")).isEqualTo("a0 b0 c0");
            assertThat(rig.ask(sup, Supervisor.count()).running()).isEqualTo(3);
        }
    }

    @Test
    void aSupervisorMayHaveAPolicyOfItsOwn() {
        try (rig) {
            rig.system.spawn("sup", Supervisor.oneForOne().child(rig.child("a")).child(rig.child("b")).props()
                    .restart(RestartPolicy.upTo(1, Rig.s(60))));
            rig.settle();
            for (int n = 0; n < 3; n++) rig.tell("a", "boom");
            assertThat(rig.counts("a b")).as("begun anew once").isEqualTo("a0 b0");
            rig.tell("a", "boom");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void commandsThatWaitSurviveTheSupervisorsRestart() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().child(ChildSpec.of("in", Supervisor.oneForOne().intensity(0, Rig.s(5))
                    .child(rig.child("x")).child(slow("s")).props())));
            ActorRef<SupervisorMessage> in = rig.system.find("sup/in", SupervisorMessage.class).orElseThrow();
            rig.tell("in/x", "boom"); // in stops s, which takes two seconds
            var answer = rig.system.ask(in, Supervisor.count(), Rig.s(9)).toCompletableFuture();
            rig.settle();
            assertThat(answer).isNotDone();
            rig.seconds(2);
            assertThat(answer).isCompletedWithValue(new Counts(2, 2, 0));
        }
    }

    @Test
    @Tag("deque") // elsewhere the supervisor may hear of the linked one first
    void aLinkedExitIsACrashLikeAnother() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().intensity(9, Rig.s(5)).child(rig.child("a"))
                    .child(ChildSpec.of("l", Props.of(String.class, self -> {
                        rig.say("l^");
                        ActorRef<String> a = rig.ref("sup/a");
                        self.link(a);
                        self.receive();
                    }))));
            rig.system.kill(rig.ref("sup/a"));
            assertThat(rig.said()).isEqualTo("a^ l^ a$ a^ l^");
        }
    }

    @Test
    void watchersOfAChildHearOfItsEndsForGoodOnly() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig
                    .sup(Supervisor.oneForAll().child(rig.child("a")).child(rig.child("b")));
            ActorRef<String> b = rig.ref("sup/b");
            rig.system.spawn("w", String.class, self -> {
                self.watch(b, reason -> "b " + reason.getClass().getSimpleName());
                rig.say(self.receive());
            });
            rig.tell("a", "boom");
            assertThat(rig.said()).doesNotContain("Stopped");
            rig.ask(sup, Supervisor.terminate("b"));
            assertThat(rig.said()).isEqualTo("b$ b Stopped");
        }
    }

    @Test
    void anAskOfAHaltedChildIsAnsweredInItsNextLife() {
        try (rig) {
            record Ask(ActorRef<String> replyTo) {}
            rig.sup(Supervisor.oneForOne().backOff(BackOff.fixed(Rig.s(2))).child(ChildSpec.of("e",
                    Props.of(Object.class, (self, message) -> {
                        if (message instanceof Ask(ActorRef<String> replyTo)) replyTo.tell("here");
                        else throw new Rig.Boom("no ask");
                    }))));
            rig.system.tell("sup/e", "boom");
            rig.settle();
            var answer = rig.system.<String>ask("sup/e", Ask::new, Rig.s(9)).toCompletableFuture();
            rig.settle();
            assertThat(answer).isNotDone();
            rig.seconds(2);
            assertThat(answer).isCompletedWithValue("here");
        }
    }

    @Test
    void aLateMemberOfAGroupInItsFirstTurnIsNoFailure() {
        try (rig) {
            AtomicInteger starts = new AtomicInteger();
            rig.sup(Supervisor.oneForAll().child(rig.child("a")).child(ChildSpec.of("job", Props.of(String.class,
                    self -> rig.say("job" + starts.incrementAndGet()))).restart(RestartType.TRANSIENT)));
            rig.tell("a", "boom");
            assertThat(rig.said()).as("OTP, too, starts what had ended with its group").isEqualTo("a^ job1 a$ a^ job2");
        }
    }

    /// Restarts while other threads send, on a system that is driven by a thread of its own and closed in the midst.
    @Test
    @Tag("classpath")
    void drivenByAThreadOfItsOwnAndClosedInTheMidst() throws InterruptedException {
        List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
        for (int run = 0; run < 10; run++) {
            ActorSystem system = ActorSystem.create();
            CountDownLatch enough = new CountDownLatch(50);
            system.onFailure(failure -> {
                failures.add(failure);
                enough.countDown();
            });
            system.onDeadLetter(letter -> {});
            Supervisor supervisor = Supervisor.oneForAll().intensity(Integer.MAX_VALUE, Rig.s(5));
            for (String id : List.of("a", "b", "c"))
                supervisor = supervisor.child(ChildSpec.of(id, Props.of(Integer.class, self -> {
                    while (self.receive() % 7 != 0) {}
                    throw new Rig.Boom("seven");
                })));
            var sup = system.spawn("sup", supervisor.props());
            system.drive();
            system.ask(sup, Supervisor.count(), Rig.s(9)).toCompletableFuture().join(); // answered when all have started
            Thread sends = Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 500; n++)
                    for (String id : List.of("a", "b", "c"))
                        system.find("sup/" + id, Integer.class).ifPresent(child -> child.tell(1));
            });
            for (int n = 0; n < 100; n++)
                system.find("sup/b", Integer.class).ifPresent(child -> child.tell(7));
            enough.await();
            system.close();
            sends.join();
            assertThat(system.names()).isEmpty();
        }
        assertThat(failures).isNotEmpty().allMatch(failure -> failure.cause() instanceof Rig.Boom);
    }

    @Test
    void restartsByASupervisorAreCounted() {
        try (rig) {
            rig.sup(Supervisor.oneForAll().intensity(9, Rig.s(5)).child(rig.child("a")).child(rig.child("b")));
            for (int n = 0; n < 3; n++) rig.tell("a", "boom");
            assertThat(rig.failures).extracting(failure -> failure.restarts()).containsExactly(0, 1, 2);
            assertThat(rig.system.snapshot().restarts()).isEqualTo(6);
        }
    }
}
