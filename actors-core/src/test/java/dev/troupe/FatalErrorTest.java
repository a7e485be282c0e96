package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.coroutine.Unwind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds invariants 5 and 10, and S20 of the supervision, for errors after which the JVM can't be trusted: the system stops, and nobody misses it.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FatalErrorTest {
    private final OutOfMemoryError planted = new OutOfMemoryError("planted");

    /// A system with a body that waits, one that throws the error when it gets a message, and a hook.
    private Stage stage(Error error) {
        Stage stage = new Stage(settings -> settings.name("planted"));
        stage.system.onShutdown(ShutdownPhase.TRANSPORT, "hook", () -> stage.say("hook"));
        stage.system.spawn("waits", Object.class, self -> {
            try {
                self.receive();
            } finally {
                stage.say("unwound");
            }
        });
        stage.system.spawn("throws", Object.class, self -> {
            self.receive();
            throw error;
        });
        stage.settle();
        stage.system.tell("throws", 1);
        return stage;
    }

    private static void isClosed(Stage stage) {
        stage.end();
        assertThat(stage.said()).isEqualTo("unwound hook");
        assertThat(stage.system.names()).isEmpty();
        assertThat(stage.system.isClosed()).isTrue();
        assertThatThrownBy(stage.system::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("classpath")
    void whoRunsGetsTheVeryErrorAndTheSystemCloses() {
        Stage stage = stage(planted);
        assertThatThrownBy(stage.system::run).isSameAs(planted);
        Stage.eventually(() -> stage.said().equals("unwound hook")); // by itself
        isClosed(stage);
        assertThat(stage.failures).containsExactly(new Failure("throws", Integer.class, planted));
        assertThat(stage.system.snapshot().failures()).isEqualTo(1);
    }

    @Test
    void whoRunsForATimeGetsIt() {
        Stage timed = stage(planted);
        assertThatThrownBy(() -> timed.system.run(Duration.ofHours(1))).isSameAs(planted);
        isClosed(timed);
    }

    @Test
    @Tag("deque") // steps
    void whoTakesATurnGetsIt() {
        Stage stepped = stage(planted);
        assertThatThrownBy(() -> {
            while (stepped.system.step()) stepped.say("");
        }).isSameAs(planted);
        stepped.end();
    }

    @Test
    void whoRunsATaskGetsIt() {
        Stage stage = stage(planted);
        Task<Void> sleeps = stage.system.launch(self -> self.sleep(Duration.ofHours(1)));
        assertThatThrownBy(() -> stage.system.run(sleeps)).isSameAs(planted);
        isClosed(stage);
        assertThat(sleeps.isCancelled()).isTrue();
    }

    @Test
    void aTaskMayLetItOut() {
        Stage stage = stage(new LinkageError("contained"));
        Task<Void> task = stage.system.launch(self -> {
            throw planted;
        });
        assertThatThrownBy(stage.system::run).isSameAs(planted);
        isClosed(stage);
        assertThatThrownBy(task::join).hasCause(planted);
    }

    @Test
    void noPolicyRestartsAfterIt() {
        Stage stage = new Stage();
        stage.system.spawn("r", Props.of(Object.class, self -> {
            stage.say("lives");
            throw planted;
        }).restart(RestartPolicy.unlimited()));
        assertThatThrownBy(stage.system::run).isSameAs(planted);
        stage.end();
        assertThat(stage.said()).isEqualTo("lives");
        assertThat(stage.failures).extracting(Failure::directive).containsExactly(Directive.STOP);
    }

    @Test
    void comesBeforeACircle() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Object.class,
                    self -> self.ask("b", (ActorRef<Object> answer) -> 1, Stage.PATIENCE));
            stage.system.spawn("b", Object.class, self -> {
                self.receive();
                self.ask("a", (ActorRef<Object> answer) -> 2, Stage.PATIENCE);
            });
            stage.system.spawn("later", Object.class, self -> {
                while (stage.failures.isEmpty()) self.yield();
                throw planted;
            });
            assertThatThrownBy(stage.system::run).isSameAs(planted);
            assertThat(stage.failures.getFirst().cause()).isInstanceOf(DeadlockException.class);
        }
    }

    @Test
    void theFirstOfManyIsWhatTheDriverGets() {
        Stage stage = stage(planted);
        stage.system.spawn("second", Object.class, self -> {
            try {
                while (!stage.system.isClosed()) self.yield();
            } catch (Unwind _) { // the close may come before it has seen that there is one
            }
            throw new InternalError("the second");
        });
        assertThatThrownBy(stage.system::run).isSameAs(planted);
        isClosed(stage);
    }

    @Test
    void anInternalErrorIsSuchAnError() {
        InternalError error = new InternalError("planted");
        Stage stage = stage(error);
        assertThatThrownBy(stage.system::run).isSameAs(error);
        isClosed(stage);
    }

    @Test
    void otherErrorsAreContained() {
        for (Error error : new Error[] {new StackOverflowError(), new LinkageError(), new AssertionError(),
            new NoClassDefFoundError()}) {
            try (Stage stage = stage(error)) {
                stage.settle();
                assertThat(stage.failures).extracting(Failure::cause).containsExactly(error);
                assertThat(stage.system.names()).containsExactly("waits");
                assertThat(stage.system.isClosed()).isFalse();
            }
        }
    }

    @Test
    void theThreadOfDriveEndsWithTheError() {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (thread.getName().equals("planted-driver")) uncaught.complete(error);
        });
        try {
            Stage stage = stage(planted);
            stage.system.drive();
            assertThat(uncaught.join()).isSameAs(planted);
            isClosed(stage);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
