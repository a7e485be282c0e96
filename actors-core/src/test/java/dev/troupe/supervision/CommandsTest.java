package dev.troupe.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorRef;
import dev.troupe.BackOff;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.RestartType;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A supervisor's commands at run time, and what it refuses. S10 for a child that is started by command.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsTest {
    private final Rig rig = new Rig();
    private final AtomicBoolean broken = new AtomicBoolean();

    private ActorRef<SupervisorMessage> sup() {
        return rig.sup(Supervisor.oneForOne().child(rig.child("a")).child(rig.child("b")));
    }

    /// A child that fails to start while `broken`.
    private ChildSpec fragile(String id) {
        return ChildSpec.of(id, Props.of(String.class, self -> {
            if (broken.get()) throw new Rig.Boom("broken");
            self.receive();
        }));
    }

    private static String text(Answer answer) {
        return ((Answer.Refusal) answer).text();
    }

    @Test
    @Tag("classpath")
    void startsANewChildAsTheYoungest() {
        try (rig) {
            var sup = sup();
            Answer.ToStart answer = rig.ask(sup, Supervisor.start(rig.child("c")));
            assertThat(answer).isEqualTo(new Answer.Started("c", rig.ref("sup/c")));
            assertThat(answer.orThrow()).isSameAs(answer);
            rig.said();
            rig.system.stop(sup);
            assertThat(rig.said()).isEqualTo("c$ b$ a$");
        }
    }

    @Test
    void refusesToStartWhatRunsOrIsKnown() {
        try (rig) {
            var sup = sup();
            Answer.ToStart answer = rig.ask(sup, Supervisor.start(rig.child("a")));
            assertThat(answer).isEqualTo(new Answer.AlreadyRunning("a", rig.ref("sup/a")));
            assertThat(text(answer)).contains("child=a").contains("actor=sup/a");
            assertThatThrownBy(answer::orThrow).isInstanceOf(IllegalStateException.class).hasMessage(text(answer));
            rig.ask(sup, Supervisor.terminate("a"));
            answer = rig.ask(sup, Supervisor.start(rig.child("a")));
            assertThat(answer).isEqualTo(new Answer.AlreadyPresent("a"));
            assertThat(text(answer)).contains("child=a");
        }
    }

    @Test
    void aStartThatFailsKeepsNothing() {
        try (rig) {
            var sup = sup();
            broken.set(true);
            Answer.ToStart answer = rig.ask(sup, Supervisor.start(fragile("f")));
            assertThat(answer).isInstanceOfSatisfying(Answer.StartFailed.class,
                    failed -> assertThat(failed.cause()).hasMessage("broken"));
            assertThatThrownBy(answer::orThrow).hasMessageContaining("child=f").hasCauseInstanceOf(Rig.Boom.class);
            assertThat(rig.lives("sup/f")).isFalse();
            assertThat(rig.ask(sup, Supervisor.count())).isEqualTo(new Counts(2, 2, 0));
            broken.set(false);
            assertThat(rig.ask(sup, Supervisor.start(fragile("f")))).isInstanceOf(Answer.Started.class);
        }
    }

    @Test
    void refusesToStartASignificantChildThatMeansNothing() {
        try (rig) {
            Answer.ToStart answer = rig.ask(sup(),
                    Supervisor.start(rig.child("s").restart(RestartType.TRANSIENT).significant()));
            assertThat(text(answer)).contains("child=s").contains("autoShutdown=NEVER");
        }
    }

    @Test
    void terminatesAndKeepsTheSpec() {
        try (rig) {
            var sup = sup();
            ActorRef<String> old = rig.ref("sup/a");
            assertThat(rig.ask(sup, Supervisor.terminate("a"))).isEqualTo(new Answer.Done("a"));
            assertThat(rig.reason(old)).isEqualTo(new ExitReason.Stopped());
            assertThat(rig.lives("sup/a")).isFalse();
            assertThat(rig.ask(sup, Supervisor.status())).extracting(ChildStatus::id, ChildStatus::state)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("a", ChildStatus.State.TERMINATED),
                            org.assertj.core.groups.Tuple.tuple("b", ChildStatus.State.RUNNING));
            assertThat(rig.ask(sup, Supervisor.terminate("a"))).as("again").isEqualTo(new Answer.Done("a"));
            assertThat(rig.failures).isEmpty();
        }
    }

    @Test
    void terminatingATemporaryChildForgetsIt() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForOne().child(rig.child("t").restart(RestartType.TEMPORARY)));
            rig.ask(sup, Supervisor.terminate("t"));
            assertThat(rig.ask(sup, Supervisor.status())).isEmpty();
            assertThat(rig.ask(sup, Supervisor.terminate("t"))).isEqualTo(new Answer.NotFound("t"));
        }
    }

    @Test
    void restartsATerminatedChildInItsOldPlace() {
        try (rig) {
            var sup = sup();
            rig.ask(sup, Supervisor.terminate("a"));
            assertThat(rig.ask(sup, Supervisor.restart("a"))).isEqualTo(new Answer.Started("a", rig.ref("sup/a")));
            rig.said();
            rig.system.stop(sup);
            assertThat(rig.said()).isEqualTo("b$ a$");
        }
    }

    @Test
    void refusesToRestartWhatRunsOrIsUnknown() {
        try (rig) {
            var sup = sup();
            Answer.ToRestart answer = rig.ask(sup, Supervisor.restart("a"));
            assertThat(answer).isEqualTo(new Answer.AlreadyRunning("a", rig.ref("sup/a")));
            answer = rig.ask(sup, Supervisor.restart("x"));
            assertThat(answer).isEqualTo(new Answer.NotFound("x"));
            assertThat(text(answer)).contains("child=x");
        }
    }

    @Test
    void aRestartByCommandThatFailsLeavesItTerminated() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForOne().child(fragile("f")));
            rig.ask(sup, Supervisor.terminate("f"));
            broken.set(true);
            assertThat(rig.ask(sup, Supervisor.restart("f"))).isInstanceOf(Answer.StartFailed.class);
            assertThat(rig.ask(sup, Supervisor.delete("f"))).isEqualTo(new Answer.Done("f"));
            assertThat(rig.lives("sup/f")).isFalse();
        }
    }

    @Test
    void deletesTerminatedChildrenOnly() {
        try (rig) {
            var sup = sup();
            assertThat(rig.ask(sup, Supervisor.delete("a"))).isInstanceOf(Answer.AlreadyRunning.class);
            rig.ask(sup, Supervisor.terminate("a"));
            assertThat(rig.ask(sup, Supervisor.delete("a"))).isEqualTo(new Answer.Done("a"));
            assertThat(rig.ask(sup, Supervisor.delete("a"))).isEqualTo(new Answer.NotFound("a"));
            assertThat(rig.ask(sup, Supervisor.restart("a"))).isEqualTo(new Answer.NotFound("a"));
            assertThat(rig.ask(sup, Supervisor.start(rig.child("a")))).isInstanceOf(Answer.Started.class);
        }
    }

    @Test
    void refusesWhatWaitsForItsRestartButTerminatesIt() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForOne().backOff(BackOff.fixed(Rig.s(5))).child(rig.child("a")));
            rig.tell("a", "boom");
            assertThat(rig.ask(sup, Supervisor.status())).singleElement().satisfies(status -> {
                assertThat(status.state()).isEqualTo(ChildStatus.State.RESTARTING);
                assertThat(status.ref()).contains(rig.ref("sup/a"));
            });
            assertThat(rig.ask(sup, Supervisor.start(rig.child("a")))).isEqualTo(new Answer.Restarting("a"));
            assertThat(rig.ask(sup, Supervisor.restart("a"))).isEqualTo(new Answer.Restarting("a"));
            assertThat(rig.ask(sup, Supervisor.delete("a"))).isEqualTo(new Answer.Restarting("a"));
            assertThat(rig.ask(sup, Supervisor.terminate("a"))).isEqualTo(new Answer.Done("a"));
            rig.seconds(10);
            assertThat(rig.lives("sup/a")).isFalse();
        }
    }

    @Test
    void commandsWaitWhileChildrenStop() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForAll().child(rig.child("a")).child(ChildSpec.of("s",
                    Props.of(String.class, self -> {
                        try {
                            self.receive();
                        } finally {
                            self.sleep(Rig.s(2));
                        }
                    }))));
            rig.tell("a", "boom");
            var counts = rig.system.ask(sup, Supervisor.count(), Rig.s(3600)).toCompletableFuture();
            rig.settle();
            assertThat(counts).isNotDone();
            rig.seconds(2);
            assertThat(counts).isCompletedWithValue(new Counts(2, 2, 0));
        }
    }

    @Test
    void countsSupervisors() {
        try (rig) {
            var sup = rig.sup(Supervisor.oneForOne().child(rig.child("a"))
                    .child(ChildSpec.of("inner", Supervisor.oneForOne().props())));
            assertThat(rig.ask(sup, Supervisor.count())).isEqualTo(new Counts(2, 2, 1));
        }
    }

    @Test
    void aStoppedSupervisorAnswersNoMore() {
        try (rig) {
            var sup = sup();
            rig.system.stop(sup);
            rig.settle();
            var answer = rig.system.ask(sup, Supervisor.count(), Rig.s(3600)).toCompletableFuture();
            rig.settle();
            assertThat(answer).isCompletedExceptionally();
        }
    }

    @Test
    void whatIsMissingIsRefusedWhereTheCommandIsMade() {
        try (rig) {
            ActorRef<SupervisorMessage> sup = rig.sup(Supervisor.oneForOne().child(rig.child("a")));
            assertThatThrownBy(() -> Supervisor.start(missing())).hasMessageContaining("spec=null");
            assertThatThrownBy(() -> Supervisor.terminate(missing())).hasMessageContaining("id=null");
            assertThatThrownBy(() -> Supervisor.restart(missing())).hasMessageContaining("id=null");
            assertThatThrownBy(() -> Supervisor.delete(missing())).hasMessageContaining("id=null");
            assertThatThrownBy(() -> new SupervisorMessage.Start(rig.child("b"), missing()))
                    .isInstanceOf(NullPointerException.class).hasMessageContaining("replyTo=null");
            assertThatThrownBy(() -> sup.tell(new SupervisorMessage.Count(missing())))
                    .hasMessageContaining("replyTo=null");
            assertThatThrownBy(() -> Pool.<String, String>terminate(missing())).hasMessageContaining("child=null");
            rig.settle();
            assertThat(rig.failures).isEmpty();
            assertThat(rig.lives("sup/a")).isTrue();
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a caller without a checker may give
    private static <T> T missing() {
        return java.util.Optional.<T>empty().orElse(null);
    }
}
