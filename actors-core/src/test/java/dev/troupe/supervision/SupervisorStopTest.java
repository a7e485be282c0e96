package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.Shutdown;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S6: the shutdown limit. S7: a brutal kill. S8: reverse order. S19 for children: their `finally` blocks.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SupervisorStopTest {
    private final Rig rig = new Rig();

    /// A child that needs some seconds for its clean-up.
    private ChildSpec slow(String id, int seconds, Shutdown shutdown) {
        return ChildSpec.of(id, Props.of(String.class, self -> {
            try {
                self.receive();
            } finally {
                rig.say(id + "...");
                self.sleep(Rig.s(seconds));
                rig.say(id + "$");
            }
        })).shutdown(shutdown);
    }

    @Test
    @Tag("classpath")
    void childrenStopInReverseOrder() {
        try (rig) {
            rig.noteLives();
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(rig.child("a")).child(rig.child("b"))
                    .child(rig.child("c")));
            assertThat(rig.said()).isEqualTo("+sup +a a^ +b b^ +c c^");
            rig.system.stop(sup);
            assertThat(rig.said()).isEqualTo("c$ -c b$ -b a$ -a -sup");
            assertThat(rig.reason(sup)).isEqualTo(new ExitReason.Stopped());
            assertThat(rig.failures).isEmpty();
        }
    }

    @Test
    void eachHasItsOwnTimeAfterTheOneBefore() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne()
                    .child(slow("a", 2, Shutdown.within(Rig.s(3)))).child(slow("b", 2, Shutdown.within(Rig.s(3)))));
            rig.system.stop(sup);
            assertThat(rig.said()).isEqualTo("b...");
            rig.seconds(1);
            assertThat(rig.said()).isEmpty();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("b$ a...");
            rig.seconds(2);
            assertThat(rig.said()).isEqualTo("a$");
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void theStubbornOneIsKilledAndThePromptOneEndsNormally() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(rig.child("prompt"))
                    .child(slow("stubborn", 3600, Shutdown.within(Rig.s(2)))));
            ActorRef<String> prompt = rig.ref("sup/prompt");
            ActorRef<String> stubborn = rig.ref("sup/stubborn");
            rig.said();
            rig.system.stop(sup);
            rig.settle();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("stubborn...");
            assertThat(rig.lives("sup/stubborn")).isTrue();
            rig.seconds(1);
            assertThat(rig.said()).isEqualTo("prompt$");
            assertThat(rig.reason(stubborn)).isEqualTo(new ExitReason.Killed());
            assertThat(rig.reason(prompt)).isEqualTo(new ExitReason.Stopped());
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void terminatingHasTheSameLimit() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne()
                    .child(slow("s", 3600, Shutdown.within(Rig.s(2)))));
            ActorRef<String> child = rig.ref("sup/s");
            var answer = rig.system.ask(sup, Supervisor.terminate("s"), Rig.s(3600)).toCompletableFuture();
            rig.settle();
            rig.seconds(1);
            assertThat(answer).isNotDone();
            rig.seconds(1);
            assertThat(answer).isCompletedWithValue(new Answer.Done("s"));
            assertThat(rig.reason(child)).isEqualTo(new ExitReason.Killed());
        }
    }

    @Test
    void aHaltForARestartHasTheSameLimit() {
        try (rig) {
            rig.sup(Supervisor.oneForAll().child(rig.child("a")).child(slow("s", 3600, Shutdown.within(Rig.s(2)))));
            rig.tell("a", "boom");
            assertThat(rig.said()).isEqualTo("a^ a$ s...");
            rig.seconds(2);
            assertThat(rig.said()).isEqualTo("a^");
            rig.tell("s", "x");
            assertThat(rig.said()).as("it runs anew").isEqualTo("s...");
        }
    }

    @Test
    void aBrutalKillDoesNotLetThemWait() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(slow("a", 1, Shutdown.brutal())));
            ActorRef<String> a = rig.ref("sup/a");
            rig.system.stop(sup);
            rig.settle();
            assertThat(rig.said()).as("the stack is unwound, but nothing in it waits").doesNotContain("a$");
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(a)).isEqualTo(new ExitReason.Killed());
        }
    }

    @Test
    void closingEndsSupervisorsToo() {
        rig.sup(Supervisor.oneForOne().child(rig.child("a")).child(rig.child("b")));
        rig.said();
        rig.close();
        assertThat(rig.system.names()).isEmpty();
        assertThat(rig.failures).isEmpty();
    }

    @Test
    void aSupervisorThatIsKilledTakesItsChildrenAlong() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig
                    .sup(Supervisor.oneForOne().child(rig.child("a")).child(rig.child("b")));
            rig.system.kill(sup);
            rig.settle();
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(sup)).isEqualTo(new ExitReason.Killed());
        }
    }
}
