package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Holds invariants 6 and 10 for hooks that throw or are late: a close keeps its limit, and says who is to blame.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ResourceLock(Resources.SYSTEM_ERR)
class HookLimitTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(before);
    }

    private String err() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void hook(Stage stage, ShutdownPhase phase, String name) {
        stage.system.onShutdown(phase, name, () -> stage.say(name));
    }

    /// A body that says when it has been unwound.
    private static void unwinds(Stage stage) {
        stage.system.spawn("b", Object.class, self -> {
            try {
                self.receive();
            } finally {
                stage.say("unwound");
            }
        });
        stage.settle();
    }

    private static void deaf(CountDownLatch go) {
        while (true) {
            try {
                go.await();
                return;
            } catch (InterruptedException e) {
                // as one that doesn't heed it
            }
        }
    }

    private static void closesInTime(Stage stage) {
        long start = System.nanoTime();
        stage.end();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.plus(Stage.PATIENCE));
    }

    /// For all phases at the same time: each of their systems takes as long as its limit.
    private static void inEachPhase(Consumer<ShutdownPhase> test) {
        List<CompletableFuture<Void>> all = Stream.of(ShutdownPhase.values())
                .map(phase -> CompletableFuture.runAsync(() -> test.accept(phase), Thread.ofPlatform()::start))
                .toList();
        all.forEach(CompletableFuture::join);
    }

    @Test
    void aHookThatThrowsIsNamedAndTheNextRuns() {
        Stage stage = new Stage();
        stage.system.onShutdown(ShutdownPhase.SERVICES, "bad", () -> {
            throw new IllegalStateException("the hook's text");
        });
        stage.system.onShutdown(ShutdownPhase.SERVICES, "worse", () -> {
            throw new LinkageError("the error's text");
        });
        hook(stage, ShutdownPhase.SERVICES, "next");
        hook(stage, ShutdownPhase.TRANSPORT, "last");
        stage.end();
        assertThat(stage.said()).isEqualTo("next last");
        assertThat(err().lines().filter(line -> line.contains("hook failed"))).hasSize(2);
        assertThat(err()).contains("ERROR", "phase=SERVICES", "hook=bad", "the hook's text", "hook=worse",
                "the error's text", "HookLimitTest");
    }

    @Test
    void aLateHookIsNamedAndInterruptedAndTheRestRuns() {
        inEachPhase(late -> {
            Stage stage = Stage.closedWithin(LIMIT);
            unwinds(stage);
            stage.system.onShutdown(late, "the late one", () -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    stage.say("interrupted");
                }
            });
            for (ShutdownPhase phase : ShutdownPhase.values()) hook(stage, phase, phase.name());
            closesInTime(stage);
            // if the machine is slow, the rest of the phase comes beside what follows
            String rest = " " + late.name();
            Stage.eventually(() -> (" " + stage.said()).contains(rest));
            assertThat(stage.said()).containsSubsequence("interrupted", rest.strip());
            assertThat((" " + stage.said()).replace(" interrupted", "").replace(rest, ""))
                    .isEqualTo(" SERVICES ACTORS unwound OFFLOAD TRANSPORT".replace(rest, ""));
            assertThat(err().lines().filter(line -> line.contains("phase=" + late))).singleElement().asString()
                    .contains("WARN", "system=troupe", "hook=the late one", "limit=PT0.3S");
            assertThat(stage.system.names()).isEmpty();
        });
        assertThat(err().lines()).hasSize(ShutdownPhase.values().length);
    }

    @Test
    void aHookThatIgnoresTheInterruptHoldsUpNeitherTheActorsNorTheOtherPhases() {
        inEachPhase(late -> {
            Stage stage = Stage.closedWithin(LIMIT);
            unwinds(stage);
            CountDownLatch go = new CountDownLatch(1);
            CountDownLatch gone = new CountDownLatch(1);
            stage.system.onShutdown(late, "deaf", () -> {
                deaf(go);
            });
            stage.system.onShutdown(late, "behind it", gone::countDown);
            for (ShutdownPhase phase : ShutdownPhase.values()) if (phase != late) hook(stage, phase, phase.name());
            closesInTime(stage);
            String others = " SERVICES ACTORS unwound OFFLOAD TRANSPORT".replace(" " + late, "").strip();
            Stage.eventually(() -> stage.said().equals(others));
            assertThat(err().lines()).anyMatch(line -> line.contains("phase=" + late) && line.contains("hook=deaf"));
            assertThat(gone.getCount()).isEqualTo(1);
            go.countDown();
            Stage.eventually(() -> gone.getCount() == 0);
        });
    }

    @Test
    void aBodyThatBlocksTheDequeKeepsNoHookFromRunning() throws InterruptedException {
        Stage stage = Stage.closedWithin(LIMIT);
        CountDownLatch inside = new CountDownLatch(1);
        for (ShutdownPhase phase : ShutdownPhase.values()) hook(stage, phase, phase.name());
        stage.system.spawn("b", Object.class, self -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                stage.say("interrupted");
            }
        });
        stage.system.drive();
        inside.await();
        closesInTime(stage);
        // if the machine is slow, the last phases don't wait for that
        Stage.eventually(() -> stage.said().contains("interrupted"));
        assertThat(stage.said()).containsSubsequence("ACTORS", "interrupted");
        assertThat(stage.said().replace(" interrupted", "")).isEqualTo("SERVICES ACTORS OFFLOAD TRANSPORT");
    }

    @Test
    void aBodyThatDoesntEndKeepsNoHookFromRunning() {
        Stage stage = Stage.closedWithin(LIMIT);
        CountDownLatch go = new CountDownLatch(1);
        for (ShutdownPhase phase : ShutdownPhase.values()) hook(stage, phase, phase.name());
        stage.system.spawn("stuck", Object.class, self -> {
            try {
                self.receive();
            } finally {
                self.blocking(() -> {
                    deaf(go);
                    return 0;
                });
            }
        });
        stage.settle();
        closesInTime(stage);
        go.countDown();
        assertThat(stage.said()).isEqualTo("SERVICES ACTORS OFFLOAD TRANSPORT");
    }

    @Test
    void aBodyThatIsDeafToTheInterruptKeepsTheLastPhasesFromNothing() throws InterruptedException {
        for (boolean driven : new boolean[] {true, false}) {
            bytes.reset();
            Stage stage = Stage.closedWithin(LIMIT);
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CountDownLatch drained = new CountDownLatch(1);
            for (ShutdownPhase phase : ShutdownPhase.values()) hook(stage, phase, phase.name());
            stage.system.onShutdown(ShutdownPhase.ACTORS, "drained", drained::countDown);
            stage.system.spawn("deaf", Object.class, (self, m) -> {
                inside.countDown();
                deaf(go);
            });
            if (driven) {
                stage.system.drive();
                stage.system.tell("deaf", 1);
                inside.await();
            } else stage.system.onShutdown(ShutdownPhase.SERVICES, "last words", () -> {
                stage.system.tell("deaf", 1);
                try {
                    inside.await();
                } catch (InterruptedException e) {
                    stage.say("interrupted");
                }
            });
            closesInTime(stage);
            Stage.eventually(() -> stage.said().endsWith("OFFLOAD TRANSPORT"));
            assertThat(err()).contains("WARN", "deaf");
            go.countDown();
            Stage.eventually(() -> drained.getCount() == 0 && stage.system.names().isEmpty());
        }
    }

    @Test
    void aLimitOfZeroSkipsNoHook() {
        Stage stage = Stage.closedWithin(Duration.ZERO);
        unwinds(stage);
        for (ShutdownPhase phase : ShutdownPhase.values()) hook(stage, phase, phase.name());
        stage.end();
        assertThat(stage.said()).isEqualTo("SERVICES ACTORS unwound OFFLOAD TRANSPORT");
    }
}
