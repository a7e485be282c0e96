package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.RestartType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S2: who begins anew and who keeps its state; S8 for restarts: the halted ones in the reverse order of starting.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrategyTest {
    private final Rig rig = new Rig();

    /// Children a to d, each of which has counted to one.
    private void children(Supervisor supervisor) {
        Supervisor all = supervisor;
        for (String id : "a b c d".split(" ", -1)) all = all.child(rig.child(id));
        rig.sup(all);
        rig.tell("a b c d", "+");
        assertThat(rig.said()).isEqualTo("a^ b^ c^ d^");
    }

    @Test
    @Tag("classpath")
    void oneForOne() {
        try (rig) {
            children(Supervisor.oneForOne());
            rig.tell("b", "boom");
            assertThat(rig.said()).isEqualTo("b$ b^");
            assertThat(rig.counts("a b c d")).isEqualTo("a1 b0 c1 d1");
        }
    }

    @Test
    void oneForAll() {
        try (rig) {
            children(Supervisor.oneForAll());
            rig.tell("b", "boom");
            assertThat(rig.said()).isEqualTo("b$ d$ c$ a$ a^ b^ c^ d^");
            assertThat(rig.counts("a b c d")).isEqualTo("a0 b0 c0 d0");
        }
    }

    @Test
    void restForOne() {
        try (rig) {
            children(Supervisor.restForOne());
            rig.tell("b", "boom");
            assertThat(rig.said()).isEqualTo("b$ d$ c$ b^ c^ d^");
            assertThat(rig.counts("a b c d")).isEqualTo("a1 b0 c0 d0");
        }
    }

    @Test
    void restForOneFromTheLast() {
        try (rig) {
            children(Supervisor.restForOne());
            rig.tell("d", "boom");
            assertThat(rig.said()).isEqualTo("d$ d^");
            assertThat(rig.counts("a b c d")).isEqualTo("a1 b1 c1 d0");
        }
    }

    @Test
    void haltedChildrenKeepReferencesAndWhatWaits() {
        try (rig) {
            children(Supervisor.oneForAll());
            var d = rig.ref("sup/d");
            rig.system.tell("sup/a", "boom");
            for (int n = 0; n < 3; n++) d.tell("+");
            d.tell("?");
            rig.settle();
            assertThat(rig.ref("sup/d")).isEqualTo(d);
            // it may have taken some of them before it was halted
            assertThat(rig.said()).contains("d^").containsPattern("d[0-4]");
            assertThat(rig.deadLetters).isEmpty();
        }
    }

    @Test
    @Tag("deque") // elsewhere each may fall before the supervisor has heard of the next
    void childrenThatFallTogetherAreRestartedTogether() {
        try (rig) {
            children(Supervisor.oneForAll());
            for (String id : "a b c d".split(" ", -1)) rig.system.tell("sup/" + id, "boom");
            rig.settle();
            assertThat(rig.counts("a b c d")).isEqualTo("a0 b0 c0 d0");
            assertThat(rig.failures).hasSize(4);
        }
    }

    @Test
    void aTemporaryChildOfTheGroupIsForgotten() {
        for (Supervisor supervisor : new Supervisor[] {Supervisor.oneForAll(), Supervisor.restForOne()}) {
            try (Rig fresh = new Rig()) {
                var sup = fresh.sup(supervisor.child(fresh.child("a"))
                        .child(fresh.child("t").restart(RestartType.TEMPORARY)).child(fresh.child("c")));
                fresh.tell("a", "boom");
                assertThat(fresh.counts("a t c")).isEqualTo("a0 c0");
                assertThat(fresh.ask(sup, Supervisor.status())).extracting(ChildStatus::id).containsExactly("a", "c");
            }
        }
    }

    @Test
    void aTransientChildIsRestartedWithItsGroup() {
        try (rig) {
            rig.sup(Supervisor.oneForAll().child(rig.child("a")).child(rig.child("t").restart(RestartType.TRANSIENT)));
            rig.tell("a", "boom");
            assertThat(rig.said()).isEqualTo("a^ t^ a$ t$ a^ t^");
        }
    }

    @Test
    void aTerminatedChildIsStartedWithItsGroup() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForAll().child(rig.child("a")).child(rig.child("b")).child(rig.child("c")));
            rig.ask(sup, Supervisor.terminate("b"));
            rig.said();
            rig.tell("c", "boom");
            assertThat(rig.said()).isEqualTo("c$ a$ a^ b^ c^");
            rig.system.stop(sup);
            assertThat(rig.said()).as("b has its old place").isEqualTo("c$ b$ a$");
        }
    }

    @Test
    void aKilledChildTakesItsGroupAlongAndGetsItsOldPlace() {
        try (rig) {
            children(Supervisor.restForOne());
            rig.system.kill(rig.ref("sup/b"));
            assertThat(rig.said()).isEqualTo("b$ d$ c$ b^ c^ d^");
            rig.system.stop(rig.system.find("sup", SupervisorMessage.class).orElseThrow());
            assertThat(rig.said()).isEqualTo("d$ c$ b$ a$");
        }
    }

    @Test
    void childrenThatAreKilledTogetherAreSpawnedAnewInTheirPlaces() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().intensity(9, Rig.s(5)).child(rig.child("a")).child(rig.child("b"))
                    .child(rig.child("c")));
            for (String id : "a b c".split(" ", -1)) rig.system.kill(rig.ref("sup/" + id));
            assertThat(rig.counts("a b c")).isEqualTo("a0 b0 c0");
            rig.system.stop(rig.system.find("sup", SupervisorMessage.class).orElseThrow());
            assertThat(rig.said()).isEqualTo("c$ b$ a$");
            assertThat(rig.system.names()).isEmpty();
        }
    }
}
