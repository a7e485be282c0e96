package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.Directive;
import dev.troupe.Handler;
import dev.troupe.Mailbox;
import dev.troupe.Props;
import dev.troupe.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each meter shows what has happened.
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ActorMetricsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final MetersScene scene = new MetersScene();

    @AfterEach
    void end() {
        scene.close();
    }

    private ActorRef<Integer> spawn(String name, String group, Handler<Integer> handler) {
        return scene.system.spawn(name, Props.of(Integer.class, handler).group(group));
    }

    @Test
    void countsActorsAndMessagesByGroup() {
        ActorRef<Integer> a = spawn("a", "red", (self, n) -> {});
        spawn("b", "red", (self, n) -> {});
        ActorRef<Integer> c = spawn("c", "blue", (self, n) -> {});
        for (int n = 0; n < 5; n++) a.tell(n);
        c.tell(1);
        assertThat(scene.gauge(ActorMeter.MAILBOX, "type", "red")).isEqualTo(5);
        assertThat(scene.gauge(ActorMeter.MAILBOX_MAX, "type", "red")).isEqualTo(5);
        assertThat(scene.gauge(ActorMeter.MAILBOX, "type", "blue")).isEqualTo(1);
        scene.settle();
        assertThat(scene.gauge(ActorMeter.LIVE, "type", "red")).isEqualTo(2);
        assertThat(scene.gauge(ActorMeter.LIVE, "type", "blue")).isEqualTo(1);
        assertThat(scene.count(ActorMeter.STARTED, "type", "red")).isEqualTo(2);
        assertThat(scene.count(ActorMeter.PROCESSED, "type", "red")).isEqualTo(5);
        assertThat(scene.count(ActorMeter.PROCESSED, "type", "blue")).isEqualTo(1);
        assertThat(scene.count(ActorMeter.SENT)).isEqualTo(6);
        assertThat(scene.gauge(ActorMeter.MAILBOX, "type", "red")).isZero();
        assertThat(scene.gauge(ActorMeter.REGISTRY_SIZE)).isEqualTo(3);
    }

    @Test
    void aGroupWithoutANameIsItsClassWithItsMessages() {
        scene.system.spawn("a", Integer.class, (self, n) -> {});
        scene.heard();
        assertThat(MetersScene.values(scene.registry, "type")).containsExactly("ActorMetricsTest:Integer");
    }

    @Test
    void countsEndsByReason() {
        scene.system.spawn("normal", Integer.class, self -> {});
        ActorRef<Integer> stopped = spawn("stopped", "g", (self, n) -> {});
        ActorRef<Integer> killed = spawn("killed", "g", (self, n) -> {});
        ActorRef<Integer> failed = spawn("failed", "g", (self, n) -> {
            throw new IllegalStateException("planted");
        });
        scene.system.run();
        scene.system.stop(stopped);
        scene.system.kill(killed);
        failed.tell(1);
        scene.settle();
        for (String reason : List.of("normal", "stopped", "killed", "failed"))
            assertThat(scene.count(ActorMeter.STOPPED, "reason", reason)).as(reason).isEqualTo(1);
        assertThat(scene.count(ActorMeter.STOPPED, "reason", "unreachable")).isZero();
        assertThat(scene.count(ActorMeter.STARTED, "type", "g")).isEqualTo(3);
        assertThat(scene.gauge(ActorMeter.LIVE, "type", "g")).isZero();
    }

    @Test
    void countsDropsAndDeadLettersByReason() {
        ActorRef<Integer> oldest = scene.system.spawn("oldest",
                Props.of(Integer.class, (self, n) -> {}).mailbox(Mailbox.bounded(1, Mailbox.WhenFull.DROP_OLDEST)));
        ActorRef<Integer> newest = scene.system.spawn("newest",
                Props.of(Integer.class, (self, n) -> {}).mailbox(Mailbox.bounded(1, Mailbox.WhenFull.DROP_NEWEST)));
        for (int n = 0; n < 3; n++) oldest.tell(n);
        for (int n = 0; n < 2; n++) newest.tell(n);
        scene.system.tell("who", 1);
        ActorRef<Integer> gone = spawn("gone", "g", (self, n) -> {});
        scene.system.stop(gone);
        scene.system.run();
        gone.tell(1);
        scene.settle();
        assertThat(scene.count(ActorMeter.DROPPED, "reason", "oldest")).isEqualTo(2);
        assertThat(scene.count(ActorMeter.DROPPED, "reason", "newest")).isEqualTo(1);
        assertThat(scene.count(ActorMeter.DROPPED, "reason", "unplaceable")).isZero();
        assertThat(scene.count(ActorMeter.DEAD_LETTERS, "reason", "full")).isEqualTo(3);
        assertThat(scene.count(ActorMeter.DEAD_LETTERS, "reason", "no_such_actor")).as("one is the scene's")
                .isEqualTo(2);
        assertThat(scene.count(ActorMeter.DEAD_LETTERS, "reason", "stopped")).isEqualTo(1);
    }

    @Test
    void countsCrashesByExceptionAndDirectiveAndRestarts() {
        ActorRef<Integer> fragile = scene.system.spawn("fragile", Props.of(Integer.class, (self, n) -> {
            throw n == 0 ? new ArithmeticException("planted") : new IllegalStateException("planted");
        }).restart(RestartPolicy.upTo(10, HOUR).on(IllegalStateException.class, Directive.RESUME)));
        for (int n : new int[] {0, 1, 0, 0}) fragile.tell(n);
        scene.settle();
        assertThat(scene.count(ActorMeter.FAILURES, "exception", "java.lang.ArithmeticException", "directive",
                "restart")).isEqualTo(3);
        assertThat(scene.count(ActorMeter.FAILURES, "exception", "java.lang.IllegalStateException", "directive",
                "resume")).isEqualTo(1);
        assertThat(scene.count(ActorMeter.RESTARTS)).isEqualTo(3);
    }

    record Question(ActorRef<String> asker, String wish) {}

    @Test
    void timesAsksByOutcomeAndCountsThosePending() {
        ActorRef<Question> oracle = scene.system.spawn("oracle", Question.class, (self, question) -> {
            switch (question.wish) {
                case "answer" -> question.asker.tell("yes");
                case "crash" -> throw new IllegalStateException("planted");
                default -> {}
            }
        });
        CompletionStage<String> mute = scene.system.ask(oracle, to -> new Question(to, "none"), HOUR);
        CompletionStage<String> answered = scene.system.ask(oracle, to -> new Question(to, "answer"), HOUR);
        scene.settle();
        assertThat(answered.toCompletableFuture()).isCompletedWithValue("yes");
        assertThat(scene.gauge(ActorMeter.ASK_PENDING)).isEqualTo(1);
        scene.time.advance(HOUR);
        scene.system.run();
        assertThat(mute.toCompletableFuture()).isCompletedExceptionally();
        CompletionStage<String> crashed = scene.system.ask(oracle, to -> new Question(to, "crash"), HOUR);
        scene.settle();
        assertThat(crashed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(scene.timer(ActorMeter.ASK, "outcome", "answered").count()).isEqualTo(1);
        assertThat(scene.timer(ActorMeter.ASK, "outcome", "crashed").count()).isEqualTo(1);
        assertThat(scene.timer(ActorMeter.ASK, "outcome", "timeout").count()).isEqualTo(1);
        assertThat(scene.timer(ActorMeter.ASK, "outcome", "timeout").totalTime(java.util.concurrent.TimeUnit.HOURS))
                .isEqualTo(1);
        assertThat(scene.gauge(ActorMeter.ASK_PENDING)).isZero();
    }

    @Test
    void showsTimers() {
        scene.system.spawn("alarm", Integer.class, self -> {
            self.timers().once("one", HOUR, 1);
            self.timers().once("two", HOUR, 2);
            self.receive();
        });
        scene.settle();
        assertThat(scene.gauge(ActorMeter.TIMERS_PENDING)).isEqualTo(2);
        scene.time.advance(HOUR);
        scene.settle();
        assertThat(scene.gauge(ActorMeter.TIMERS_PENDING)).isZero();
    }

    @Test
    void timesEachMessageIfToldTo() {
        ActorRef<Integer> a = spawn("a", "g", (self, n) -> {});
        int sent = 100;
        for (int n = 0; n < sent; n++) a.tell(n);
        scene.settle();
        assertThat(scene.timer(ActorMeter.PROCESSING, "type", "g").count()).isEqualTo(sent);
        assertThat(scene.timer(ActorMeter.MAILBOX_WAIT, "type", "g").count()).isBetween(1L, (long) sent);
        assertThat(scene.timer(ActorMeter.PROCESSING, "type", "g").max(java.util.concurrent.TimeUnit.SECONDS))
                .isBetween(0.0, 30.0);
        assertThat(scene.count(ActorMeter.SAMPLES_MISSED, "kind", "time")).isZero();
    }

    @Test
    void showsTheDeque() {
        assertThat(scene.gauge(ActorMeter.SCHEDULER_WORKERS, "scheduler", "deque")).isZero();
        ActorRef<Integer> a = spawn("a", "g", (self, n) -> {});
        for (int n = 0; n < 4; n++) a.tell(n);
        assertThat(scene.gauge(ActorMeter.SCHEDULER_READY, "scheduler", "deque")).as("its start, too").isEqualTo(5);
        assertThat(scene.gauge(ActorMeter.SCHEDULER_DELAY, "scheduler", "deque")).isNaN();
        CompletableFuture<List<Double>> seen = new CompletableFuture<>();
        spawn("b", "g", (self, n) -> seen.complete(List.of(
                scene.gauge(ActorMeter.SCHEDULER_WORKERS, "scheduler", "deque"),
                scene.gauge(ActorMeter.SCHEDULER_BUSY, "scheduler", "deque")))).tell(1);
        scene.system.run();
        assertThat(seen.join()).containsExactly(1.0, 1.0);
    }
}
