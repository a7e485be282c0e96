package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariant 6 for what else is done while a system closes: in which order, by whom, and what the actors can do
/// meanwhile.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownPhasesTest {
    private static void hook(Stage stage, ShutdownPhase phase, String name) {
        stage.system.onShutdown(phase, name, () -> stage.say(name));
    }

    /// Has an actor that answers `n` with `n + 1`.
    private static ActorRef<Question> adder(Stage stage) {
        return stage.system.spawn("adder", Question.class, self -> {
            while (true) {
                Question q = self.receive();
                q.answer.tell(q.n + 1);
            }
        });
    }

    private record Question(int n, ActorRef<Integer> answer) {}

    private static int ask(Stage stage, ActorRef<Question> adder, int n) {
        return stage.system.<Question, Integer>ask(adder, answer -> new Question(n, answer), Stage.PATIENCE)
                .toCompletableFuture().join();
    }

    @Test
    @Tag("classpath")
    void hooksRunByPhaseAndThenInTheOrderAdded() {
        Stage stage = new Stage();
        hook(stage, ShutdownPhase.TRANSPORT, "t");
        hook(stage, ShutdownPhase.OFFLOAD, "o");
        hook(stage, ShutdownPhase.ACTORS, "a1");
        hook(stage, ShutdownPhase.SERVICES, "s1");
        hook(stage, ShutdownPhase.SERVICES, "s2");
        hook(stage, ShutdownPhase.ACTORS, "a2");
        stage.system.spawn("b", Object.class, self -> {
            try {
                self.receive();
            } finally {
                self.sleep(Duration.ofMillis(2));
                stage.say("unwound");
            }
        });
        stage.settle();
        stage.end();
        assertThat(stage.said()).isEqualTo("s1 s2 a1 a2 unwound o t");
        assertThat(stage.failures).isEmpty();
    }

    @Test
    @Tag("classpath")
    @Tag("deque") // the order across actors
    void aHookOfServicesMayTellAskStartAndDriveThoughNobodyElseDrives() {
        Stage stage = new Stage();
        ActorRef<Question> adder = adder(stage);
        stage.recorder("r");
        stage.system.onShutdown(ShutdownPhase.SERVICES, "flush", () -> {
            assertThat(stage.system.tell("r", 1)).isEqualTo(SendResult.ACCEPTED);
            stage.say(ask(stage, adder, 1));
            stage.say(stage.system.start(self -> self.ask(adder, (ActorRef<Integer> a) -> new Question(2, a),
                    Stage.PATIENCE)).join());
            stage.say(stage.system.run(stage.system.start(self -> {
                self.sleep(Duration.ofMillis(2));
                return 4;
            })));
            stage.recorder("late").tell(1);
            stage.system.run();
            stage.say("ran");
            stage.system.tell("late", 2);
            while (!stage.said().contains("late2")) stage.system.step();
        });
        stage.end();
        assertThat(stage.said()).isEqualTo("r1 2 3 4 late1 ran late2");
        assertThat(stage.failures).isEmpty();
        assertThat(stage.deadLetters).isEmpty();
    }

    @Test
    void aHookOfServicesIsAnsweredByWhoeverDrives() {
        Stage stage = new Stage();
        ActorRef<Question> adder = adder(stage);
        stage.system.drive();
        stage.system.onShutdown(ShutdownPhase.SERVICES, "flush", () -> {
            stage.say(ask(stage, adder, 1));
            assertThatThrownBy(stage.system::run).hasMessageContaining("troupe-driver");
            stage.say(stage.system.launch(self -> self.sleep(Duration.ofMillis(2))).join());
        });
        stage.end();
        assertThat(stage.said()).isEqualTo("2 null");
    }

    @Test
    void anotherThreadMayComeToDriveWhileAHookRuns() throws InterruptedException {
        Stage stage = new Stage();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(1);
        stage.recorder("r");
        stage.system.onShutdown(ShutdownPhase.SERVICES, "waits", () -> {
            begun.countDown();
            try {
                ran.await();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        Thread closes = Thread.ofPlatform().start(stage::end);
        begun.await();
        assertThat(stage.system.isClosed()).isTrue();
        for (int n = 1; n <= 100; n++) {
            assertThat(stage.system.tell("r", n)).isEqualTo(SendResult.ACCEPTED);
            stage.system.run();
            assertThat(stage.said()).endsWith("r" + n);
        }
        ran.countDown();
        closes.join();
        assertThatThrownBy(stage.system::run).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void beforeTheActorsStopTheyGoOnButTakeNothingFromOutside() {
        Stage stage = new Stage();
        ActorRef<Question> adder = adder(stage);
        CountDownLatch drained = new CountDownLatch(1);
        stage.system.spawn("drains", Integer.class, (self, n) -> {
            if (n > 0) self.tell(self.name(), n - 1);
            else drained.countDown();
        });
        stage.system.tell("drains", 1_000);
        stage.system.onShutdown(ShutdownPhase.ACTORS, "drain", () -> {
            assertThatThrownBy(() -> ask(stage, adder, 1)).hasCauseInstanceOf(AskException.class);
            assertThatThrownBy(() -> stage.recorder("r")).isInstanceOf(IllegalStateException.class);
            try {
                drained.await();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
            stage.say("drained");
        });
        stage.end();
        assertThat(stage.said()).isEqualTo("drained");
        assertThat(stage.failures).isEmpty();
    }

    @Test
    void theHooksRunOnceThoughTwoThreadsClose() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            Stage stage = new Stage();
            for (ShutdownPhase phase : ShutdownPhase.values()) hook(stage, phase, phase.name());
            List<Thread> closing = new ArrayList<>();
            for (int n = 0; n < 2; n++) closing.add(Thread.ofPlatform().start(() -> {
                stage.end();
                stage.say("closed");
            }));
            for (Thread thread : closing) thread.join();
            assertThat(stage.said()).isEqualTo("SERVICES ACTORS OFFLOAD TRANSPORT closed closed");
        }
    }

    @Test
    void aHookThatClosesComesBackAtOnce() {
        Stage stage = new Stage();
        for (ShutdownPhase phase : ShutdownPhase.values()) stage.system.onShutdown(phase, "closes", () -> {
            stage.system.close();
            stage.say(phase);
        });
        stage.end();
        assertThat(stage.said()).isEqualTo("SERVICES ACTORS OFFLOAD TRANSPORT");
    }

    @Test
    void aHookOfOneSystemMayCloseAnother() {
        Stage inner = new Stage();
        hook(inner, ShutdownPhase.SERVICES, "inner");
        Stage outer = new Stage();
        outer.system.onShutdown(ShutdownPhase.SERVICES, "closes", () -> {
            inner.end();
            outer.say(inner.said());
        });
        outer.end();
        assertThat(outer.said()).isEqualTo("inner");
    }

    @Test
    void aHookCanBeTakenAwayUntilItBegins() {
        Stage stage = new Stage();
        List<Subscription> taken = Collections.synchronizedList(new ArrayList<>());
        Runnable twice = () -> stage.say("twice");
        stage.system.onShutdown(ShutdownPhase.SERVICES, "first", () -> taken.forEach(Subscription::close));
        taken.add(stage.system.onShutdown(ShutdownPhase.SERVICES, "never", () -> stage.say("never")));
        stage.system.onShutdown(ShutdownPhase.TRANSPORT, "twice", twice);
        taken.add(stage.system.onShutdown(ShutdownPhase.TRANSPORT, "twice", twice));
        Subscription early = stage.system.onShutdown(ShutdownPhase.OFFLOAD, "never", () -> stage.say("never"));
        early.close();
        early.close();
        stage.end();
        early.close();
        assertThat(stage.said()).isEqualTo("twice");
    }

    @Test
    void refusesWhatMakesNoHook() {
        Stage stage = new Stage();
        assertThatThrownBy(() -> stage.system.onShutdown(ShutdownPhase.ACTORS, " ", () -> {}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("blank").hasMessageContaining("' '");
        for (Runnable refused : List.<Runnable>of(
                () -> stage.system.onShutdown(ShutdownPhase.ACTORS, nothing(), () -> {}),
                () -> stage.system.onShutdown(nothing(), "n", () -> {}),
                () -> stage.system.onShutdown(ShutdownPhase.ACTORS, "n", nothing())))
            assertThatThrownBy(refused::run).isInstanceOf(NullPointerException.class).hasMessageContaining("=null");
        hook(stage, ShutdownPhase.SERVICES, "s");
        stage.system.onShutdown(ShutdownPhase.SERVICES, "adds", () -> refusesLateHook(stage));
        stage.end();
        refusesLateHook(stage);
        assertThat(stage.said()).isEqualTo("s refused refused");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // as users without null checks would
    private static <T> T nothing() {
        return null;
    }

    private static void refusesLateHook(Stage stage) {
        assertThatThrownBy(() -> hook(stage, ShutdownPhase.TRANSPORT, "late"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("hook=late");
        stage.say("refused");
    }

    @Test
    @Tag("deque") // elsewhere who runs an actor sweeps it
    void withoutHooksAnIdleSystemClosesOnTheCallersThread() {
        Stage stage = new Stage();
        List<Thread> swept = new ArrayList<>();
        stage.system.onShutdown(ShutdownPhase.SERVICES, "s", () -> {}).close();
        stage.recorder("r").tell(1);
        stage.system.onDeadLetter(letter -> swept.add(Thread.currentThread()));
        stage.end();
        assertThat(swept).containsExactly(Thread.currentThread());
    }
}
