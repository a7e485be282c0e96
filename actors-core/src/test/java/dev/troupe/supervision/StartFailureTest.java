package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// S10: a start that fails undoes what was started, and frees every name.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartFailureTest {
    private final Rig rig = new Rig();

    private ChildSpec failing(String id) {
        return ChildSpec.of(id, Props.of(String.class, self -> {
            throw new Rig.Boom("no start");
        }));
    }

    @Test
    @Tag("classpath")
    void undoesWhatWasStarted() {
        try (rig) {
            rig.noteLives();
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(rig.child("a")).child(rig.child("b"))
                    .child(failing("f")).child(rig.child("never")));
            assertThat(rig.said()).startsWith("+sup +a a^ +b b^ +f").doesNotContain("never")
                    .contains("b$ -b a$ -a -sup").contains("-f");
            assertThat(rig.system.names()).isEmpty();
            assertThat(rig.reason(sup)).isInstanceOfSatisfying(ExitReason.Failed.class,
                    failed -> assertThat(failed.cause()).isInstanceOf(ChildStartException.class)
                            .hasMessageContaining("child=f").hasMessageContaining("supervisor=sup")
                            .hasCauseInstanceOf(Rig.Boom.class));
        }
    }

    @Test
    void theNamesCanBeUsedAgain() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().child(rig.child("a")).child(failing("f")));
            rig.sup(Supervisor.oneForOne().child(rig.child("a")).child(rig.child("f")));
            assertThat(rig.counts("a f")).isEqualTo("a0 f0");
        }
    }

    @Test
    void aFactoryThatThrowsIsAFailedStart() {
        try (rig) {
            rig.sup(Supervisor.oneForOne().child(ChildSpec.of("h", Props.of(String.class, () -> {
                throw new Rig.Boom("no handler");
            }))));
            assertThat(rig.system.names()).isEmpty();
        }
    }

    @Test
    void childrenStartOneAfterTheOther() {
        try (rig) {
            Supervisor supervisor = Supervisor.oneForOne();
            AtomicInteger inside = new AtomicInteger();
            for (String id : "a b c".split(" ", -1))
                supervisor = supervisor.child(ChildSpec.of(id, Props.of(String.class, self -> {
                    rig.say(id + inside.incrementAndGet());
                    inside.decrementAndGet();
                    self.receive();
                })));
            rig.sup(supervisor);
            assertThat(rig.said()).isEqualTo("a1 b1 c1");
        }
    }

    @Test
    void oneThatFallsWhileOthersStartIsRestartedAfterwards() {
        try (rig) {
            AtomicInteger starts = new AtomicInteger();
            rig.sup(Supervisor.oneForOne().child(ChildSpec.of("y", Props.of(String.class, self -> {
                rig.say("y" + starts.incrementAndGet());
                self.yield();
                if (starts.get() == 1) throw new Rig.Boom("after its first turn");
                self.receive();
            }))).child(rig.child("b")));
            assertThat(rig.said()).contains("y1").contains("b^").endsWith("y2");
            assertThat(rig.lives("sup/y")).isTrue();
        }
    }
}
