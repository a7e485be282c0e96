package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.DeadLetter;
import dev.troupe.RestartType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S1: what becomes of permanent, transient and temporary children after a normal end, a stop by somebody else, a kill and
/// a throw; and invariant 5, what a restart keeps.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestartTypesTest {
    private final Rig rig = new Rig();

    private ActorRef<SupervisorMessage> sup(RestartType type) {
        return rig.sup(Supervisor.oneForOne().child(rig.child("a").restart(type)));
    }

    /// Whether it runs anew ("again", or "new" for another incarnation), its spec is "kept", or it is "gone".
    private String after(RestartType type, String end) {
        try (Rig fresh = new Rig()) {
            ActorRef<SupervisorMessage> sup = fresh.sup(Supervisor.oneForOne().child(fresh.child("a").restart(type)));
            ActorRef<String> old = fresh.ref("sup/a");
            switch (end) {
                case "stopped" -> fresh.system.stop(old);
                case "killed" -> fresh.system.kill(old);
                default -> fresh.tell("a", end);
            }
            fresh.settle();
            if (fresh.lives("sup/a")) return fresh.ref("sup/a").equals(old) ? "again" : "new";
            return fresh.ask(sup, Supervisor.status()).isEmpty() ? "gone" : "kept";
        }
    }

    @Test
    @Tag("classpath")
    void afterANormalEnd() {
        for (String end : new String[] {"end", "stop"}) {
            assertThat(after(RestartType.PERMANENT, end)).isEqualTo("again");
            assertThat(after(RestartType.TRANSIENT, end)).isEqualTo("kept");
            assertThat(after(RestartType.TEMPORARY, end)).isEqualTo("gone");
        }
    }

    @Test
    void afterAStopBySomebodyElse() {
        assertThat(after(RestartType.PERMANENT, "stopped")).isEqualTo("new");
        assertThat(after(RestartType.TRANSIENT, "stopped")).isEqualTo("kept");
        assertThat(after(RestartType.TEMPORARY, "stopped")).isEqualTo("gone");
    }

    @Test
    void afterAKill() {
        assertThat(after(RestartType.PERMANENT, "killed")).isEqualTo("new");
        assertThat(after(RestartType.TRANSIENT, "killed")).isEqualTo("new");
        assertThat(after(RestartType.TEMPORARY, "killed")).isEqualTo("gone");
    }

    @Test
    void afterAThrow() {
        assertThat(after(RestartType.PERMANENT, "boom")).isEqualTo("again");
        assertThat(after(RestartType.TRANSIENT, "boom")).isEqualTo("again");
        assertThat(after(RestartType.TEMPORARY, "boom")).isEqualTo("gone");
    }

    @Test
    void aRestartKeepsWhatWaitsButNotTheMessageInHand() {
        try (rig) {
            sup(RestartType.PERMANENT);
            rig.tell("a", "+", "+", "?", "boom", "+", "?");
            assertThat(rig.said()).isEqualTo("a^ a2 a$ a^ a1");
            assertThat(rig.failures).singleElement()
                    .satisfies(failure -> assertThat(failure.cause()).hasMessage("boom"));
            assertThat(rig.deadLetters).isEmpty();
        }
    }

    @Test
    void whatIsSentToOneThatIsKeptIsADeadLetter() {
        try (rig) {
            sup(RestartType.TRANSIENT);
            rig.tell("a", "end", "late");
            rig.system.tell("sup/a", "later");
            rig.settle();
            assertThat(rig.deadLetters).extracting(DeadLetter::message).containsExactly("late", "later");
        }
    }

    @Test
    void oneThatIsDoneInItsFirstTurnHasNotFailedToStart() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne()
                    .child(ChildSpec.of("job", dev.troupe.Props.of(String.class, self -> rig.say("done")))
                            .restart(RestartType.TRANSIENT))
                    .child(rig.child("a")));
            assertThat(rig.said()).isEqualTo("done a^");
            assertThat(rig.ask(sup, Supervisor.count())).isEqualTo(new Counts(2, 1, 0));
        }
    }

    @Test
    void aHandlerIsMadeAnewByItsFactory() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().child(ChildSpec.of("h", dev.troupe.Props.of(String.class, () -> {
                int[] count = {0};
                rig.say("made");
                return (self, text) -> {
                    if (text.equals("boom")) throw new Rig.Boom(text);
                    rig.say(text + ++count[0]);
                };
            }))));
            rig.tell("h", "m", "m", "boom", "m");
            assertThat(rig.said()).isEqualTo("made m1 m2 made m1");
        }
    }
}
