package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.RestartType;
import dev.troupe.Shutdown;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Supervisors below supervisors: S3 (the parent is told, its spec decides), S8 down the tree, S13 (before a parent
/// restarts, its children are stopped).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestedSupervisorsTest {
    private final Rig rig = new Rig();

    private ChildSpec inner(String id, String... children) {
        Supervisor inner = Supervisor.oneForOne().intensity(1, Rig.s(5));
        for (String child : children) inner = inner.child(rig.child(child));
        return ChildSpec.of(id, inner.props());
    }

    @Test
    @Tag("classpath")
    void anExceededIntensityEscalatesToTheParentsSpec() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().child(inner("in", "x", "y")).child(rig.child("z")));
            ActorRef<?> in = rig.system.find("sup/in", SupervisorMessage.class).orElseThrow();
            rig.tell("in/x", "1");
            rig.said();
            rig.tell("in/x", "2");
            assertThat(rig.said()).as("both begin anew, z knows nothing").isEqualTo("x$ y$ x^ y^");
            assertThat(rig.system.find("sup/in", SupervisorMessage.class).orElseThrow()).isEqualTo(in);
            assertThat(rig.failures).extracting(failure -> failure.cause().getClass().getSimpleName())
                    .containsExactly("Boom", "Boom", "IntensityExceededException");
        }
    }

    @Test
    void overAndOverItReachesTheTop() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(inner("in", "x")));
            for (int n = 0; n < 4; n++) rig.tell("in/x", "boom");
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(sup)).isInstanceOfSatisfying(ExitReason.Failed.class, failed -> assertThat(
                    failed.cause()).hasMessageContaining("supervisor=sup").hasMessageContaining("child=in"));
        }
    }

    @Test
    void aTransientOneThatEndsItselfIsNotRestarted() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(ChildSpec.of("in", Supervisor
                    .oneForOne().autoShutdown(AutoShutdown.ANY_SIGNIFICANT)
                    .child(rig.child("job").restart(RestartType.TRANSIENT).significant()).props())
                    .restart(RestartType.TRANSIENT)));
            rig.tell("in/job", "end");
            assertThat(rig.said()).isEqualTo("job^ job$");
            assertThat(rig.ask(sup, Supervisor.count())).isEqualTo(new Counts(1, 0, 1));
            rig.ask(sup, Supervisor.restart("in"));
            assertThat(rig.said()).isEqualTo("job^");
        }
    }

    @Test
    void theTreeStopsFromItsYoungestLeaf() {
        try (rig) {
            rig.noteLives();
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(inner("l", "a", "b"))
                    .child(inner("r", "c", "d")));
            rig.said();
            rig.system.stop(sup);
            assertThat(rig.said()).isEqualTo("d$ -d c$ -c -r b$ -b a$ -a -l -sup");
        }
    }

    @Test
    void beforeOneRestartsItsChildrenAreStopped() {
        try (rig) {
            rig.sup(Supervisor.oneForAll().child(rig.child("z")).child(inner("in", "x", "y")));
            rig.said();
            rig.tell("z", "boom");
            assertThat(rig.said()).isEqualTo("z$ y$ x$ z^ x^ y^");
        }
    }

    @Test
    void whatWasStartedByCommandIsForgottenInARestart() {
        try (rig) {
            rig.sup(Supervisor.oneForAll().child(rig.child("z")).child(inner("in", "x")));
            ActorRef<SupervisorMessage> in = rig.system.find("sup/in", SupervisorMessage.class).orElseThrow();
            rig.ask(in, Supervisor.start(rig.child("dynamic")));
            assertThat(rig.ask(in, Supervisor.count())).isEqualTo(new Counts(2, 2, 0));
            rig.tell("z", "boom");
            assertThat(rig.ask(in, Supervisor.count())).isEqualTo(new Counts(1, 1, 0));
        }
    }

    @Test
    void aFailedStartBelowEscalatesAndFreesEveryName() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(rig.child("z"))
                    .child(ChildSpec.of("in",
                            Supervisor.oneForOne().child(rig.child("x"))
                                    .child(ChildSpec.of("f", Props.of(String.class, self -> {
                                        throw new Rig.Boom("no start");
                                    }))).props())));
            assertThat(rig.said()).isEqualTo("z^ x^ x$ x^ x$ z$");
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(sup)).isInstanceOfSatisfying(ExitReason.Failed.class,
                    failed -> assertThat(failed.cause()).isInstanceOf(IntensityExceededException.class)
                            .hasCauseInstanceOf(ChildStartException.class).hasRootCauseMessage("no start"));
        }
    }

    @Test
    void aSupervisorsDefaultShutdownIsInfinite() {
        assertThat(inner("in").shutdown().isInfinite()).isTrue();
        assertThat(ChildSpec.of("pool", Supervisor.pool((String id) -> rig.counter()).props()).shutdown().isInfinite())
                .isTrue();
        assertThat(rig.child("worker").shutdown()).isEqualTo(Shutdown.byDefault());
        rig.close();
    }

    @Test
    void itCanBeSpawnedBelowAnyActor() {
        try (rig) {
            ActorRef<String> top = rig.system.spawn("top", String.class, self -> {
                self.spawn("sup", Supervisor.oneForOne().child(rig.child("a")).props());
                self.receive();
                throw new Rig.Boom("top");
            });
            rig.settle();
            top.tell("go");
            assertThat(rig.said()).isEqualTo("a^ a$");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    /// Otherwise than in OTP: see the table of differences.
    @Test
    void aTransientOneThatGivesUpIsRestarted() { // S3
        try (rig) {
            rig.sup(Supervisor.oneForOne().child(ChildSpec.of("in", Supervisor.oneForOne().intensity(0, Rig.s(5))
                    .child(rig.child("a")).props()).restart(RestartType.TRANSIENT)));
            rig.tell("in/a", "+", "boom");
            assertThat(rig.counts("in/a")).isEqualTo("a0");
        }
    }
}
