package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.internal.coroutine.Engine;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long who is told to stop may take. Holds invariant 6, and S6, S7, S9 and S19 of `dev.troupe.supervision`'s list.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownLimitTest {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));
    private final IllegalStateException crash = new IllegalStateException("crash");

    private static Duration s(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private void seconds(int seconds) {
        clock.advance(s(seconds));
        stage.settle();
    }

    /// Sleeps that long in `finally`, and says when and how that ended.
    private Props<String> stubborn(int seconds) {
        return Props.of(String.class, self -> {
            try {
                self.receive();
            } finally {
                String how = "killed";
                try {
                    self.sleep(s(seconds));
                    how = "done";
                } finally {
                    stage.say(self.name() + "-" + how + self.clock().millis() / 1_000);
                }
            }
        });
    }

    private ActorRef<String> spawn(String name, Props<String> props) {
        ActorRef<String> ref = stage.system.spawn(name, props);
        stage.settle();
        return ref;
    }

    private void stop(ActorRef<?> ref) {
        stage.system.stop(ref);
        stage.settle();
    }

    private ExitReason ended(ActorRef<?> ref) {
        var ended = stage.system.whenEnded(ref).toCompletableFuture();
        stage.settle();
        return ended.join();
    }

    @Test
    @Tag("classpath")
    void theStubbornOneIsKilledAndThePromptOneEndsNormally() { // S6
        try (stage) {
            ActorRef<String> a = spawn("a", stubborn(2).shutdown(Shutdown.within(s(3))));
            ActorRef<String> b = spawn("b", stubborn(9).shutdown(Shutdown.within(s(3))));
            stop(a);
            stop(b);
            for (int n = 0; n < 9; n++) seconds(1);
            assertThat(stage.said()).isEqualTo("a-done2 b-killed3");
            assertThat(ended(a)).isEqualTo(new ExitReason.Stopped());
            assertThat(ended(b)).isEqualTo(new ExitReason.Killed());
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void theLimitIsNotEarly() { // S6
        try (stage) {
            stop(spawn("a", stubborn(99).shutdown(Shutdown.within(s(3)))));
            seconds(2);
            clock.advance(Duration.ofNanos(999_999_999));
            stage.settle();
            assertThat(stage.said()).isEmpty();
            clock.advance(Duration.ofNanos(1));
            stage.settle();
            assertThat(stage.said()).isEqualTo("a-killed3");
        }
    }

    @Test
    void byDefaultItIsFiveSeconds() {
        try (stage) {
            stop(spawn("a", stubborn(99)));
            seconds(4);
            assertThat(stage.lives("a")).isTrue();
            seconds(1);
            assertThat(stage.said()).isEqualTo("a-killed5");
        }
    }

    @Test
    void brutalIsAKill() { // S7
        try (stage) {
            ActorRef<String> ref = spawn("a", stubborn(1).shutdown(Shutdown.brutal()));
            stop(ref);
            assertThat(stage.said()).isEqualTo("a-killed0");
            assertThat(ended(ref)).isEqualTo(new ExitReason.Killed());
        }
    }

    @Test
    void infiniteHasNoLimit() {
        try (stage) {
            ActorRef<String> ref = spawn("a", stubborn(1_000_000).shutdown(Shutdown.infinite()));
            stop(ref);
            for (int n = 0; n < 9; n++) seconds(100_000);
            assertThat(stage.said()).isEmpty();
            seconds(100_000);
            assertThat(stage.said()).isEqualTo("a-done1000000");
            assertThat(ended(ref)).isEqualTo(new ExitReason.Stopped());
        }
    }

    @Test
    void aStopMayHaveAnotherLimit() {
        try (stage) {
            ActorRef<String> a = spawn("a", stubborn(99));
            ActorRef<String> b = spawn("b", stubborn(99).shutdown(Shutdown.within(s(1))));
            ActorRef<String> c = spawn("c", stubborn(99));
            stage.system.stop(a, Shutdown.within(s(2)));
            stage.system.stop(b, Shutdown.within(s(20)));
            stage.system.stop(c, Shutdown.brutal());
            stage.settle();
            for (int n = 0; n < 20; n++) seconds(1);
            assertThat(stage.said()).isEqualTo("c-killed0 a-killed2 b-killed20");
        }
    }

    @Test
    void aSecondStopMayShortenTheLimitOrLiftIt() {
        try (stage) {
            ActorRef<String> a = spawn("a", stubborn(99).shutdown(Shutdown.within(s(30))));
            ActorRef<String> b = spawn("b", stubborn(50).shutdown(Shutdown.within(s(30))));
            ActorRef<String> c = spawn("c", stubborn(50).shutdown(Shutdown.infinite()));
            ActorRef<String> d = spawn("d", stubborn(50).shutdown(Shutdown.within(s(30))));
            for (ActorRef<?> ref : List.of(a, b, c, d)) stop(ref);
            seconds(1);
            stage.system.stop(a, Shutdown.within(s(2)));
            stage.system.stop(b, Shutdown.infinite());
            stage.system.stop(c, Shutdown.within(s(4)));
            stop(d); // says nothing new
            for (int n = 0; n < 60; n++) seconds(1);
            assertThat(stage.said()).isEqualTo("a-killed3 c-killed5 d-killed30 b-done50");
        }
    }

    @Test
    void aLimitThatWasLiftedDoesNotComeBackWithTheNextWait() {
        try (stage) {
            ActorRef<String> ref = spawn("a", Props.<String>of(String.class, self -> {
                try {
                    self.receive();
                } finally {
                    for (int n = 0; n < 5; n++) self.sleep(s(1));
                    stage.say("done");
                }
            }).shutdown(Shutdown.within(s(3))));
            stop(ref);
            stage.system.stop(ref, Shutdown.infinite());
            stage.settle();
            for (int n = 0; n < 5; n++) seconds(1);
            assertThat(stage.said()).isEqualTo("done");
        }
    }

    @Test
    void theLimitBeginsWithTheStopOfAParentWhoseChildrenTakeTheirTime() {
        try (stage) {
            ActorRef<String> ref = spawn("p", Props.<String>of(String.class, self -> {
                self.spawn("kid", stubborn(2));
                try {
                    self.receive();
                } finally {
                    try {
                        self.sleep(s(99));
                    } finally {
                        stage.say("p" + self.clock().millis() / 1_000);
                    }
                }
            }).shutdown(Shutdown.within(s(5))));
            stop(ref);
            for (int n = 0; n < 9; n++) seconds(1);
            assertThat(stage.said()).isEqualTo("p/kid-done2 p5");
        }
    }

    @Test
    void manyChildrenTakeTheLongestOfTheirTimes() { // S9
        try (stage) {
            ActorRef<String> ref = spawn("p", Props.<String>of(String.class, self -> {
                for (int n = 0; n < 50; n++) self.spawn("kid" + n, stubborn(1));
                self.receive();
            }));
            stop(ref);
            seconds(1);
            assertThat(stage.said().split(" ")).hasSize(50).allMatch(text -> text.endsWith("done1"));
            assertThat(stage.system.names()).isEmpty();
        }
    }

    // ---- clean-up

    private Props<String> cleaning(String name) {
        return Props.of(String.class, new Handler<>() {
            @Override
            public void handle(HandlerContext<String> self, String text) {
                if (text.equals("x")) throw crash;
                if (text.equals("stop")) self.stop();
                else self.spawn("kid", stubborn(2));
            }

            @Override
            public void terminate(HandlerContext<String> self, ExitReason reason) {
                stage.say(name + ":" + reason.getClass().getSimpleName());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKillSkipsTheCleanUpButNotTheName(boolean brutal) { // S7
        try (stage) {
            ActorRef<String> ref = spawn("a",
                    cleaning("a").shutdown(brutal ? Shutdown.brutal() : Shutdown.byDefault()));
            if (brutal) stage.system.stop(ref);
            else stage.system.kill(ref);
            stage.settle();
            assertThat(stage.said()).isEmpty();
            assertThat(stage.system.names()).isEmpty();
            spawn("a", cleaning("new"));
            assertThat(stage.system.names()).containsExactly("a");
        }
    }

    @Test
    void aHandlerWhoseChildrenExceedItsLimitIsKilledAsWell() { // S7
        try (stage) {
            ActorRef<String> ref = spawn("a", cleaning("a").shutdown(Shutdown.within(s(1))));
            ref.tell("spawn");
            stage.settle();
            stop(ref);
            seconds(1);
            assertThat(stage.said()).isEqualTo("a/kid-killed1");
            assertThat(ended(ref)).isEqualTo(new ExitReason.Killed());
        }
    }

    @Test
    void theCleanUpIsToldWhyAndRunsAfterTheChildren() {
        try (stage) {
            ActorRef<String> stopped = spawn("stopped", cleaning("stopped"));
            stopped.tell("spawn");
            stage.settle();
            stop(stopped);
            assertThat(stage.said()).isEmpty();
            seconds(2);
            spawn("self", cleaning("self")).tell("stop");
            spawn("crashed", cleaning("crashed")).tell("x");
            spawn("restarted", cleaning("restarted").restart(RestartPolicy.upTo(1, s(9)))).tell("x");
            stage.settle();
            assertThat(stage.said()).isEqualTo(
                    "stopped/kid-done2 stopped:Stopped self:Normal crashed:Failed restarted:Failed");
        }
    }

    // ---- finally

    private String cleanUp(ActorContext<String> self) {
        StringBuilder did = new StringBuilder();
        self.tell("log", "told");
        self.sleep(Duration.ZERO);
        did.append("slept");
        String answer = self.<String>ask("asked", (ActorRef<String> to) -> to, s(1));
        did.append(' ').append(answer);
        try {
            self.receive();
        } catch (Exception e) {
            did.append(" caught");
        } finally {
            stage.say(did);
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "restart", "close"})
    @SuppressWarnings({"unchecked", "rawtypes"}) // the message of an ask is where the answer goes
    void finallyMayTellAndWait(String how) { // S19
        Stage own = stage;
        own.recorder("log");
        own.system.spawn("asked", ActorRef.class, (self, to) -> to.tell("answered"));
        ActorRef<String> ref = spawn("a", Props.<String>of(String.class, self -> {
            try {
                while (true) {
                    if (self.receive().equals("x")) self.stop();
                }
            } finally {
                cleanUp(self);
            }
        }).restart(RestartPolicy.upTo(1, s(9)).type(RestartType.PERMANENT)));
        switch (how) {
            case "stop" -> stop(ref);
            case "restart" -> {
                ref.tell("x");
                own.settle();
                assertThat(own.system.names()).contains("a");
            }
            default -> {}
        }
        if (!how.equals("close")) assertThat(own.said()).contains("logtold").contains("slept answered");
        own.end();
        if (how.equals("close")) assertThat(own.said()).contains("logtold").contains("slept answered");
        assertThat(own.failures).isEmpty();
    }

    @Test
    void aReceiveLoopThatCatchesExceptionStillStops() { // S19
        try (stage) {
            ActorRef<String> ref = spawn("a", Props.<String>of(String.class, self -> {
                while (true) {
                    try {
                        stage.say(self.receive());
                    } catch (Exception e) {
                        stage.say("swallowed");
                    }
                }
            }).restart(RestartPolicy.unlimited().type(RestartType.PERMANENT)));
            ref.tell("m");
            stage.settle();
            stop(ref);
            assertThat(stage.said()).isEqualTo("m");
            assertThat(stage.system.names()).isEmpty();
        }
    }

    @Test
    void onceTheLimitIsOverEachWaitRaisesAgain() { // S19
        try (stage) {
            ActorRef<String> ref = spawn("a", Props.<String>of(String.class, self -> {
                try {
                    self.receive();
                } finally {
                    for (int n = 0; n < 3; n++) {
                        try {
                            self.sleep(s(9));
                        } catch (Error e) {
                            stage.say(e.getClass().getSimpleName());
                        }
                    }
                    stage.say(self.tell("log", "told"));
                }
            }).shutdown(Shutdown.within(s(1))));
            stage.recorder("log");
            stop(ref);
            seconds(1);
            stage.assertSaidInGroups("Killed", "Killed", "Killed", "ACCEPTED logtold");
        }
    }

    @Test
    void noTimerIsLeftAfterAPromptEnd() {
        try (Stage own = new Stage()) { // on the machine's time, run() would wait for an hour
            Props<String> props = Props.<String>of(String.class, self -> {
                self.spawn("kid", String.class, kid -> {
                    try {
                        kid.receive();
                    } finally {
                        kid.sleep(Duration.ofMillis(1));
                    }
                });
                try {
                    self.receive();
                    throw crash;
                } finally {
                    self.yield();
                }
            }).shutdown(Shutdown.within(Duration.ofHours(1)))
                    .restart(RestartPolicy.upTo(1, Duration.ofHours(1)));
            ActorRef<String> ref = own.system.spawn("a", props);
            ref.tell("x");
            own.settle();
            own.system.stop(ref);
            own.system.stop(ref, Shutdown.within(Duration.ofHours(2)));
            own.settle();
            assertThat(own.system.names()).isEmpty();
        }
    }

    @Test
    void whoBlocksAtItsLimitIsInterruptedAndUnwoundWhenItComesBack() throws InterruptedException {
        try (Stage own = new Stage()) {
            CountDownLatch inside = new CountDownLatch(1);
            ActorRef<String> ref = own.system.spawn("a", Props.<String>of(String.class, self -> {
                try {
                    self.blocking(() -> {
                        inside.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            own.say("interrupted");
                        }
                        return "";
                    });
                    own.say("went on");
                } finally {
                    own.say("unwound");
                }
            }).shutdown(Shutdown.within(Duration.ofMillis(20))));
            Thread runs = Thread.ofPlatform().start(own::settle);
            inside.await();
            own.system.stop(ref);
            runs.join();
            Stage.eventually(() -> own.said().contains("interrupted"));
            assertThat(own.said()).contains("unwound").doesNotContain("went on");
            assertThat(own.system.names()).isEmpty();
        }
    }

    @Test
    void aBodyThatBlocksByItselfIsUnwoundWhenItComesBack() throws InterruptedException {
        try (Stage own = new Stage()) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            ActorRef<String> ref = own.system.spawn("a", Props.<String>of(String.class, self -> {
                try {
                    inside.countDown();
                    while (go.getCount() > 0) {
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            // where the limit can be kept, it is interrupted; it goes on all the same
                        }
                    }
                    own.say("back");
                    self.sleep(Duration.ofHours(1));
                    own.say("went on");
                } finally {
                    own.say("unwound");
                }
            }).shutdown(Shutdown.within(Duration.ofMillis(1))).restart(RestartPolicy.unlimited()));
            Thread runs = Thread.ofPlatform().start(own::settle);
            inside.await();
            own.system.stop(ref);
            go.countDown();
            runs.join();
            assertThat(own.said()).isEqualTo("back unwound");
            assertThat(own.system.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoBlocksWhileItCleansUpIsInterruptedAtItsLimit(boolean brutal) throws InterruptedException { // S6, S19
        if (!Engine.chosen().name().equals("virtual")) return; // elsewhere it blocks its deque
        try (Stage own = new Stage()) {
            CountDownLatch inside = new CountDownLatch(1);
            ActorRef<String> ref = own.system.spawn("a", Props.<String>of(String.class, self -> {
                try {
                    self.receive();
                } finally {
                    inside.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        own.say("interrupted");
                    }
                }
            }).shutdown(brutal ? Shutdown.brutal() : Shutdown.within(Duration.ofMillis(20))));
            own.settle();
            own.system.stop(ref);
            own.driveToTheEndOf("a");
            assertThat(own.said()).isEqualTo("interrupted");
        }
    }

    @Test
    @Tag("deque") // counts turns
    void aLimitThatWasReplacedDoesNotKill() {
        try (stage) {
            ActorRef<String> ref = spawn("a", stubborn(7).shutdown(Shutdown.within(s(5))));
            stage.system.spawn("b", Integer.class, (self, n) -> {
                if (n < 0) for (int i = 0; i < 200; i++) self.tell("b", i);
                // the timer joins the deque within 64 turns, behind the message that replaces the limit
                if (n == 0) clock.advance(s(5));
                if (n == 150) stage.system.stop(ref, Shutdown.within(s(60)));
            });
            stop(ref);
            stage.system.tell("b", -1);
            stage.settle();
            assertThat(stage.lives("a")).isTrue();
            seconds(2);
            assertThat(stage.said()).isEqualTo("a-done7");
        }
    }
}
