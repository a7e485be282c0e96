package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.RestartType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When significant children end, and S8: the others stop in the reverse order.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AutoShutdownTest {
    private final Rig rig = new Rig();

    private ActorRef<SupervisorMessage> sup(AutoShutdown when) {
        return rig.sup(Supervisor.oneForOne().intensity(9, Rig.s(5)).autoShutdown(when).child(rig.child("a"))
                .child(rig.child("tr").restart(RestartType.TRANSIENT).significant())
                .child(rig.child("te").restart(RestartType.TEMPORARY).significant())
                .child(rig.child("plain").restart(RestartType.TRANSIENT)));
    }

    @Test
    void anySignificantOne() {
        try (rig) {
            var sup = sup(AutoShutdown.ANY_SIGNIFICANT);
            rig.tell("plain", "end");
            assertThat(rig.lives("sup")).isTrue();
            rig.said();
            rig.tell("tr", "end");
            assertThat(rig.said()).isEqualTo("tr$ te$ a$");
            assertThat(rig.reason(sup)).isEqualTo(new ExitReason.Normal());
            assertThat(rig.failures).isEmpty();
        }
    }

    @Test
    void aTemporaryOneEvenByACrash() {
        try (rig) {
            sup(AutoShutdown.ANY_SIGNIFICANT);
            rig.tell("te", "boom");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void notWhenItIsRestarted() {
        try (rig) {
            sup(AutoShutdown.ANY_SIGNIFICANT);
            rig.tell("tr", "boom");
            assertThat(rig.counts("a tr")).isEqualTo("a0 tr0");
        }
    }

    @Test
    void notWhenItIsTerminated() {
        try (rig) {
            var sup = sup(AutoShutdown.ANY_SIGNIFICANT);
            rig.ask(sup, Supervisor.terminate("tr"));
            rig.ask(sup, Supervisor.terminate("te"));
            assertThat(rig.lives("sup/a")).isTrue();
        }
    }

    @Test
    void allSignificantOnes() {
        try (rig) {
            var sup = sup(AutoShutdown.ALL_SIGNIFICANT);
            rig.tell("tr", "end");
            assertThat(rig.lives("sup/a")).isTrue();
            rig.tell("te", "end");
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(sup)).isEqualTo(new ExitReason.Normal());
        }
    }

    @Test
    void theLastOneThatRuns() {
        try (rig) {
            var sup = sup(AutoShutdown.ALL_SIGNIFICANT);
            rig.ask(sup, Supervisor.terminate("tr"));
            rig.tell("te", "end");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void aTransientOneThatSomebodyStops() {
        try (rig) {
            sup(AutoShutdown.ANY_SIGNIFICANT);
            rig.system.stop(rig.ref("sup/tr"));
            rig.settle();
            assertThat(rig.system.names()).isEmpty();
        }
    }
}
