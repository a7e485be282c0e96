package dev.troupe;

import static dev.troupe.Kind.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The end of an actor, for threads outside: from any of them (invariant 9), and whatever becomes of the system. S11.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WhenEndedTest {
    private static final ExitReason NORMAL = new ExitReason.Normal();
    private static final ExitReason STOPPED = new ExitReason.Stopped();

    private final Stage stage = new Stage();

    private ActorRef<Object> puppet(Kind kind) {
        return stage.system.spawn("t", kind.puppet(stage));
    }

    private CompletableFuture<ExitReason> whenEnded(ActorRef<?> actor) {
        return stage.system.whenEnded(actor).toCompletableFuture();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("classpath")
    void beforeAndAfterTheEnd(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet(kind);
            CompletableFuture<ExitReason> before = whenEnded(target);
            stage.settle();
            assertThat(before).isNotDone();
            target.tell(to(HandlerContext::stop));
            stage.settle();
            assertThat(before).isCompletedWithValue(NORMAL);
            // nobody drives now
            assertThat(whenEnded(target)).isCompletedWithValue(NORMAL);
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterTheClose(Kind kind) {
        ActorRef<Object> ended = puppet(kind);
        ended.tell(to(HandlerContext::stop));
        stage.settle();
        ActorRef<Object> runs = stage.system.spawn("runs", kind.puppet(stage));
        stage.settle();
        ActorRef<Object> never = stage.system.spawn("never", kind.puppet(stage));
        List<CompletableFuture<ExitReason>> before = List.of(whenEnded(runs), whenEnded(never));
        stage.end();
        assertThat(before).allSatisfy(end -> assertThat(end).isCompletedWithValue(STOPPED));
        assertThat(whenEnded(ended)).isCompletedWithValue(NORMAL);
        assertThat(whenEnded(runs)).isCompletedWithValue(STOPPED);
        assertThat(whenEnded(never)).isCompletedWithValue(STOPPED);
    }

    @Test
    void ofOneNobodyEverDrove() {
        ActorRef<Object> never = puppet(Kind.BODY);
        CompletableFuture<ExitReason> first = whenEnded(never);
        stage.end();
        assertThat(first).isCompletedWithValue(STOPPED);
        assertThat(whenEnded(never)).isCompletedWithValue(STOPPED);
    }

    @Test
    void ofOneThatNeverStarts() {
        try (stage) {
            ActorRef<Object> never = puppet(Kind.BODY);
            stage.system.stop(never);
            CompletableFuture<ExitReason> end = whenEnded(never);
            stage.settle();
            assertThat(end).isCompletedWithValue(STOPPED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void awaitedInABody(Kind kind) {
        try (stage) {
            ActorRef<Object> target = puppet(kind);
            stage.system.spawn("b", Object.class, self -> {
                stage.say(self.await(self.system().whenEnded(target)).getClass().getSimpleName());
                stage.say(self.await(self.system().whenEnded(target)).getClass().getSimpleName());
                stage.say(stage.lives("t"));
            });
            stage.system.spawn("s", Object.class, self -> {
                self.yield();
                target.tell(to(actor -> {
                    throw new IllegalStateException("crash");
                }));
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("Failed Failed false");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartIsNoEnd(Kind kind) {
        try (stage) {
            ActorRef<Object> target = stage.system.spawn("t",
                    kind.puppet(stage).restart(RestartPolicy.upTo(1, Duration.ofHours(1))));
            CompletableFuture<ExitReason> end = whenEnded(target);
            for (int i = 0; i < 2; i++) {
                stage.settle();
                assertThat(end).isNotDone();
                target.tell(to(self -> {
                    throw new IllegalStateException("crash");
                }));
            }
            stage.settle();
            assertThat(end.resultNow().isAbnormal()).isTrue();
        }
    }

    /// The name is free, and what the future calls may use the system.
    @Test
    void whatFollowsMaySpawnAndThrow() {
        try (stage) {
            ActorRef<Object> target = puppet(Kind.BODY);
            CompletableFuture<Void> follows = whenEnded(target).thenAccept(reason -> {
                puppet(Kind.HANDLER).tell("new");
                throw new IllegalStateException("follows");
            });
            CompletableFuture<ExitReason> other = whenEnded(target);
            stage.settle();
            stage.system.stop(target);
            stage.settle();
            assertThat(follows).isCompletedExceptionally();
            assertThat(other).isCompletedWithValue(STOPPED);
            assertThat(stage.said()).isEqualTo("new");
            assertThat(stage.system.names()).containsExactly("t");
        }
    }

    @Test
    void fromManyThreadsWhileActorsEndAndTheSystemCloses()
            throws InterruptedException, ExecutionException, TimeoutException {
        List<ActorRef<Object>> targets = new ArrayList<>();
        for (int i = 0; i < 200; i++)
            targets.add(stage.system.spawn((i % 2 == 0 ? Kind.BODY : Kind.HANDLER).puppet(stage)));
        stage.system.drive();
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<ExitReason>> ends = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            int half = t;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < targets.size(); i++) {
                    if (half == 0 && i < 100) stage.system.stop(targets.get(i));
                    ends.add(whenEnded(targets.get(i)));
                }
            }));
        }
        go.countDown();
        stage.end();
        for (Thread thread : threads) thread.join();
        assertThat(ends).hasSize(600);
        for (CompletableFuture<ExitReason> end : ends) assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo(STOPPED);
    }

    @Test
    void oneThatBlocksIsToldOfWhenItComesBack() throws InterruptedException {
        Stage quick = Stage.closedWithin(Duration.ofMillis(50));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ActorRef<Object> blocks = quick.system.spawn("b", Object.class, self -> {
            inside.countDown();
            boolean out = false;
            while (!out) {
                try {
                    out = go.await(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                    // goes on waiting, as code that can't be interrupted does
                }
            }
            self.receive();
        });
        Thread runs = Thread.ofPlatform().start(quick::settle);
        inside.await();
        CompletableFuture<ExitReason> before = quick.system.whenEnded(blocks).toCompletableFuture();
        quick.end();
        CompletableFuture<ExitReason> after = quick.system.whenEnded(blocks).toCompletableFuture();
        assertThat(before).isNotDone();
        assertThat(after).isNotDone();
        go.countDown();
        Stage.eventually(() -> before.isDone() && after.isDone());
        runs.join();
    }

    @Test
    void refusesNullAndActorsOfAnotherSystem() {
        try (stage; Stage other = new Stage()) {
            ActorRef<Object> foreign = other.recorder("f");
            assertThatThrownBy(() -> stage.system.whenEnded(foreign)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("same system").hasMessageContaining("actor=f");
            assertThatThrownBy(() -> stage.system.whenEnded(null)).isInstanceOf(NullPointerException.class);
        }
    }
}
