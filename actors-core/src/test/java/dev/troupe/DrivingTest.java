package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The ways to drive the deque. Holds invariants 1 (one at a time) and 9 (any thread may call).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrivingTest {
    private static void pingPong(Stage stage, int rounds) {
        stage.system.spawn("ping", Integer.class, self -> {
            for (int n = self.receive(); n < rounds; n = self.receive()) self.tell("pong", n + 1);
            stage.say("done");
        });
        stage.system.spawn("pong", Integer.class, (self, n) -> self.tell("ping", n));
        stage.system.tell("ping", 0);
    }

    @Test
    @Tag("classpath")
    @Tag("deque") // steps
    void stepTakesOneTurn() {
        try (Stage stage = new Stage()) {
            stage.recorder("a");
            stage.system.spawn("b", Integer.class, self -> {
                stage.say("start");
                stage.say("b" + self.receive());
            });
            stage.system.tell("b", 1);
            stage.system.tell("a", 2);
            List<String> after = new ArrayList<>();
            while (stage.system.step()) after.add(stage.said());
            assertThat(after).containsExactly("", "start", "start b1", "start b1 a2");
            assertThat(stage.system.step()).isFalse();
        }
    }

    @Test
    @Tag("deque") // steps
    void stepDoesNotWaitForSleepers() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("s", Integer.class, self -> self.sleep(Duration.ofHours(1)));
            assertThat(stage.system.step()).isTrue();
            assertThat(stage.system.step()).isFalse();
            assertThat(stage.lives("s")).isTrue();
        }
    }

    @Test
    void runForATimeSaysWhetherAnythingIsLeft() {
        try (Stage stage = new Stage()) {
            assertThat(stage.system.run(Duration.ZERO)).isTrue();
            ActorRef<Integer> sleeper = stage.system.spawn("s", Integer.class, self -> self.sleep(Duration.ofHours(1)));
            long start = System.nanoTime();
            assertThat(stage.system.run(Duration.ofMillis(20))).isFalse();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
            assertThat(stage.lives("s")).isTrue();
            stage.system.stop(sleeper);
            stage.system.spawn("t", Integer.class, self -> {
                self.sleep(Duration.ofMillis(5));
                stage.say("awake");
            });
            assertThat(stage.system.run(Duration.ofHours(1))).isTrue();
            assertThat(stage.said()).isEqualTo("awake");
        }
    }

    @Test
    void runForATimeEndsThoughThereIsAlwaysWork() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("h", Integer.class, (self, n) -> self.tell("h", n + 1));
            stage.system.tell("h", 0);
            assertThat(stage.system.run(Duration.ofMillis(20))).isFalse();
            stage.system.spawn("b", Integer.class, self -> {
                while (true) self.yield();
            });
            assertThat(stage.system.run(Duration.ofMillis(20))).isFalse();
        }
    }

    @Test
    void anyKindOfThreadMayRun() throws InterruptedException {
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual()))
            try (Stage stage = new Stage()) {
                pingPong(stage, 100);
                kind.start(() -> {
                    stage.system.step();
                    stage.system.run(Duration.ZERO);
                    stage.system.run();
                }).join();
                assertThat(stage.said()).isEqualTo("done");
                assertThat(stage.failures).isEmpty();
                pingPongAgain(stage);
                Thread closer = kind.start(stage::end);
                closer.join();
                assertThat(stage.system.names()).isEmpty();
            }
    }

    private static void pingPongAgain(Stage stage) {
        stage.system.spawn("ping", Integer.class, self -> self.receive());
        stage.settle();
    }

    @Test
    void anInterruptEndsNothingAndIsKept() {
        try (Stage stage = new Stage()) {
            pingPong(stage, 100);
            stage.system.spawn("s", Integer.class, self -> {
                while (stage.lives("ping")) self.yield();
                self.sleep(Duration.ofMillis(10));
                stage.say("awake");
            });
            Thread.currentThread().interrupt();
            stage.settle();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(stage.said()).isEqualTo("done awake");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void anInterruptThatComesWhileItWaitsIsKept() throws InterruptedException {
        try (Stage stage = new Stage()) {
            CountDownLatch waits = new CountDownLatch(1);
            CompletableFuture<Integer> go = new CompletableFuture<>();
            stage.system.spawn("s", Integer.class, self -> {
                waits.countDown();
                self.await(go);
                stage.say("awake");
            });
            AtomicReference<Boolean> status = new AtomicReference<>();
            Thread runs = Thread.ofPlatform().start(() -> {
                stage.system.run();
                status.set(Thread.currentThread().isInterrupted());
            });
            waits.await();
            Stage.eventually(() -> runs.getState() == Thread.State.WAITING
                    || runs.getState() == Thread.State.TIMED_WAITING);
            runs.interrupt();
            assertThat(runs.join(Duration.ofMillis(20))).as("ended").isFalse();
            go.complete(0);
            runs.join();
            assertThat(stage.said()).isEqualTo("awake");
            assertThat(status).hasValue(true);
        }
    }

    @Test
    @Tag("deque") // steps
    void systemsDontDisturbEachOther() {
        try (Stage one = new Stage(); Stage two = new Stage()) {
            pingPong(one, 50);
            pingPong(two, 50);
            for (boolean more = true; more;) {
                more = one.system.step();
                if (two.system.step()) more = true;
            }
            assertThat(one.said()).isEqualTo("done");
            assertThat(two.said()).isEqualTo("done");
            assertThat(one.system.names()).containsExactly("pong");
        }
    }

    @Test
    void systemsSendToEachOther() {
        try (Stage one = new Stage(); Stage two = new Stage()) {
            ActorRef<Object> far = two.recorder("far");
            one.system.spawn("near", Integer.class, self -> {
                while (true) stage(one, far.tell(self.receive()));
            });
            one.system.tell("near", 1);
            one.settle();
            two.settle();
            assertThat(one.said()).isEqualTo("ACCEPTED");
            assertThat(two.said()).isEqualTo("far1");
        }
    }

    private static void stage(Stage stage, Object said) {
        stage.say(said);
    }

    @Test
    void anActorMayRunAnotherSystem() {
        try (Stage outer = new Stage()) {
            Handler<Integer> nested = (self, n) -> {
                try (Stage inner = new Stage()) {
                    pingPong(inner, 100);
                    inner.settle();
                    outer.say(self.name() + ":" + inner.said());
                    assertThat(inner.failures).isEmpty();
                }
            };
            outer.system.spawn("h", Integer.class, nested);
            outer.system.spawn("b", Integer.class, self -> {
                nested.handle(self, self.receive());
                outer.say("received " + self.receive());
            });
            outer.system.tell("b", 1);
            outer.settle();
            outer.system.tell("h", 1);
            outer.system.tell("b", 2);
            outer.settle();
            assertThat(outer.failures).isEmpty();
            outer.assertSaid("b:done h:done received 2");
        }
    }

    @Test
    @Tag("deque") // of another actor, by the order of all
    void oneTurnSeesWhatTheOneBeforeWroteOnAnotherThread() throws InterruptedException {
        try (Stage stage = new Stage()) {
            int[] plain = {0};
            stage.system.spawn("b", Integer.class, self -> {
                int local = 0;
                while (true) {
                    self.receive();
                    if (plain[0]++ != local++) throw new IllegalStateException("plain=" + plain[0] + " local=" + local);
                }
            });
            stage.system.spawn("h", Integer.class, (self, n) -> {
                if (plain[0] != n) throw new IllegalStateException("plain=" + plain[0] + " n=" + n);
            });
            for (int n = 1; n <= 200; n++) {
                stage.system.tell("b", n);
                stage.system.tell("h", n);
                (n % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual()).start(stage::settle).join();
            }
            assertThat(stage.failures).isEmpty();
            assertThat(plain[0]).isEqualTo(200);
        }
    }
}
