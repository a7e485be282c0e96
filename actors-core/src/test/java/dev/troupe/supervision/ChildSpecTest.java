package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.RestartType;
import dev.troupe.Shutdown;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What specs and supervisors refuse before anything runs.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildSpecTest {
    private final Rig rig = new Rig();

    @Test
    void idsObeyTheRulesOfNames() {
        try (rig) {
            for (String wrong : new String[] {"", " ", "a/b", "$1", "a@b"})
                assertThatThrownBy(() -> rig.child(wrong)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("name='" + wrong);
        }
    }

    @Test
    void aPermanentChildIsNotSignificant() {
        try (rig) {
            assertThatThrownBy(() -> rig.child("a").significant()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("child=a").hasMessageContaining("restart=PERMANENT");
            assertThatThrownBy(() -> rig.child("a").restart(RestartType.TEMPORARY).significant()
                    .restart(RestartType.PERMANENT)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aSignificantChildNeedsAutoShutdown() {
        try (rig) {
            Supervisor supervisor = Supervisor.oneForOne()
                    .child(rig.child("a").restart(RestartType.TRANSIENT).significant());
            assertThatThrownBy(supervisor::props).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("child=a").hasMessageContaining("autoShutdown=NEVER");
            assertThat(supervisor.autoShutdown(AutoShutdown.ANY_SIGNIFICANT).props().type())
                    .isEqualTo(SupervisorMessage.class);
        }
    }

    @Test
    void idsAreDifferent() {
        try (rig) {
            assertThatThrownBy(() -> Supervisor.oneForAll().child(rig.child("a")).child(rig.child("a")).props())
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("child=a");
        }
    }

    @Test
    void intensityIsChecked() {
        try (rig) {
            assertThatThrownBy(() -> Supervisor.oneForOne().intensity(-1, Rig.s(1)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("restarts=-1");
            assertThatThrownBy(() -> Supervisor.oneForOne().intensity(1, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("period=PT0S");
        }
    }

    @Test
    void theSpecsShutdownReplacesThatOfTheProps() {
        try (rig) {
            ChildSpec spec = ChildSpec.of("a", rig.counter().shutdown(Shutdown.brutal()));
            assertThat(spec.shutdown().isBrutal()).isTrue();
            assertThat(spec.shutdown(Shutdown.infinite()).props().shutdown().isInfinite()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // that is the test
    void aCommandWithoutWhatItNeedsIsNotMade() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForOne());
            assertThatThrownBy(() -> new SupervisorMessage.Count(null)).isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("replyTo=null");
            assertThatThrownBy(() -> rig.system.ask(sup, Supervisor.terminate(null), Rig.s(1)))
                    .isInstanceOf(NullPointerException.class).hasMessageContaining("id=null");
            assertThat(rig.lives("sup")).isTrue();
        }
    }

    @Test
    void buildersLeaveTheirOriginalsAlone() {
        try (rig) {
            Supervisor none = Supervisor.oneForOne();
            none.child(rig.child("a"));
            assertThat(none.children()).isEmpty();
        }
    }

    @Test
    void aChildWithAPolicyOfItsOwnIsRestartedByItFirst() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().intensity(1, Rig.s(60)).child(ChildSpec.of("a",
                    rig.counter().restart(dev.troupe.RestartPolicy.upTo(2, Rig.s(60))))).child(rig.child("b")));
            for (int n = 0; n < 3; n++) rig.tell("a", "boom");
            assertThat(rig.counts("a b")).as("two by its policy, one by its supervisor").isEqualTo("a0 b0");
            for (int n = 0; n < 1; n++) rig.tell("a", "boom");
            assertThat(rig.system.names()).isEmpty();
        }
    }
}
