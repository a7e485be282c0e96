package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Timers and the life of their actor; many of them; invariants 3, 6 and 9.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimerLifeTest {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));

    private void second() {
        clock.advance(Duration.ofSeconds(1));
        stage.settle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "crash", "stopped from outside"})
    @Tag("classpath")
    void theyEndWithTheirActor(String how) {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("t", String.class, (self, text) -> {
                stage.say(text);
                self.timers().fixedRate("k", Duration.ofSeconds(1), "tick");
                if (text.equals("crash")) throw new IllegalStateException("crash");
                if (text.equals("stop")) self.stop();
            });
            ref.tell(how);
            stage.settle();
            if (stage.lives("t")) stage.system.stop(ref);
            stage.settle();
            second();
            second();
            assertThat(stage.said()).isEqualTo(how);
            assertThat(stage.deadLetters).as("a timer's message is not sent to the dead").isEmpty();
        }
    }

    @Test
    void theyOutliveABecome() {
        try (stage) {
            stage.system.spawn("t", String.class, self -> {
                self.timers().fixedRate("k", Duration.ofSeconds(1), "tick");
                self.become((next, text) -> stage.say("handler-" + text));
            });
            stage.settle();
            second();
            second();
            assertThat(stage.said()).isEqualTo("handler-tick handler-tick");
        }
    }

    @Test
    void aSuccessorOfTheSameNameGetsNoneOfThem() {
        try (stage) {
            stage.system.spawn("t", String.class,
                    self -> self.timers().once("k", Duration.ofSeconds(1), "tick"));
            stage.settle();
            stage.recorder("t");
            second();
            assertThat(stage.said()).isEmpty();
        }
    }

    @Test
    void aStoppingBodySetsNone() {
        try (stage) {
            ActorRef<String> ref = stage.system.spawn("t", String.class, self -> {
                try {
                    self.receive();
                } finally {
                    self.timers().once("k", Duration.ofSeconds(1), "tick");
                    stage.say(self.timers().isActive("k"));
                }
            });
            stage.settle();
            stage.system.stop(ref);
            stage.settle();
            second();
            assertThat(stage.said()).isEqualTo("false");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    private AtomicReference<Timers<Integer>> leak() {
        AtomicReference<Timers<Integer>> leaked = new AtomicReference<>();
        stage.system.spawn("owner", Integer.class, self -> {
            leaked.set(self.timers());
            self.timers().once("k", Duration.ofSeconds(1), 1);
            stage.say(self.receive());
        });
        stage.settle();
        return leaked;
    }

    @Test
    void aForeignThreadAndAnotherActorAreRefused() {
        try (stage) {
            AtomicReference<Timers<Integer>> leaked = leak();
            List<Consumer<Timers<Integer>>> uses = List.of(t -> t.once("k", Duration.ZERO, 1),
                    t -> t.fixedRate("k", Duration.ofSeconds(1), 1), t -> t.fixedDelay("k", Duration.ofSeconds(1), 1),
                    t -> t.cancel("k"), t -> t.isActive("k"));
            for (Consumer<Timers<Integer>> use : uses)
                assertThatThrownBy(() -> use.accept(leaked.get())).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("actor=owner");
            stage.system.spawn("other", Integer.class, self -> uses.forEach(
                    use -> assertThatThrownBy(() -> use.accept(leaked.get())).isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("turn of=other")));
            stage.settle();
            assertThat(stage.failures).hasSize(2 * uses.size());
            second();
            assertThat(stage.said()).isEqualTo("1");
        }
    }

    @Test
    void aForeignThreadDoesNotCancelAll() {
        try (stage) {
            AtomicReference<Timers<Integer>> leaked = leak();
            assertThatThrownBy(() -> leaked.get().cancelAll()).isInstanceOf(IllegalStateException.class);
            second();
            assertThat(stage.said()).isEqualTo("1");
        }
    }

    /// On the machine's clock: were any left, the drive would go on for an hour.
    @Test
    void aHundredThousandCancelledLeaveNone() {
        try (Stage real = new Stage()) {
            real.system.spawn("t", Integer.class, (self, n) -> {
                for (int i = 0; i < 100_000; i++) self.timers().once(i, Duration.ofHours(1), i);
                for (int i = 0; i < 100_000; i++) if (i % 2 == 0) self.timers().cancel(i);
                real.say(self.timers().isActive(1) + "" + self.timers().isActive(2));
                self.timers().cancelAll();
            }).tell(1);
            assertThat(real.system.run(Duration.ofSeconds(20))).isTrue();
            assertThat(real.said()).isEqualTo("truefalse");
        }
    }

    @Test
    void aHundredThousandComeInTheOrderOfTheirDeadlines() {
        try (stage) {
            int[] last = {-1};
            int[] got = {0};
            stage.system.spawn("t", Integer.class, (self, n) -> {
                if (n < 0) for (int i = 0; i < 100_000; i++) {
                    int deadline = (int) (i * 7_919L % 100_000);
                    self.timers().once(deadline, Duration.ofMillis(1 + deadline), deadline);
                }
                else {
                    if (n != last[0] + 1) throw new IllegalStateException(n + " after " + last[0]);
                    last[0] = n;
                    got[0]++;
                }
            }).tell(-1);
            stage.settle();
            clock.advance(Duration.ofSeconds(50));
            stage.settle();
            assertThat(got[0]).isEqualTo(50_000);
            clock.advance(Duration.ofSeconds(50));
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(got[0]).isEqualTo(100_000);
        }
    }

    @Test
    void theyAreSilentWhileTheirActorCleansUp() {
        try (stage) {
            ActorRef<Object> a = stage.system.spawn("a", Object.class, self -> {
                self.timers().fixedDelay("k", Duration.ofSeconds(1), "tick");
                try {
                    self.receive(Long.class);
                } finally {
                    self.sleep(Duration.ofHours(1));
                }
            });
            stage.settle();
            stage.system.stop(a);
            stage.settle();
            clock.advance(Duration.ofSeconds(1));
            stage.settle();
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void oneThatIsReplacedKeepsNobodyBusy() {
        try (Stage real = new Stage()) {
            real.system.spawn("t", String.class, self -> {
                self.timers().once("k", Duration.ofHours(1), "old");
                self.timers().once("k", Duration.ofMillis(1), "new");
                real.say(self.receive());
                self.receive();
            });
            assertThat(real.system.run(Duration.ofSeconds(5))).as("idle").isTrue();
            assertThat(real.said()).isEqualTo("new");
        }
    }

    /// At the second second the body wakes first: its sleep was set before the rate was set for the second time.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatIsDueDoesNotComeAfterItsCancel(boolean replaced) {
        try (stage) {
            stage.system.spawn("t", String.class, self -> {
                self.timers().fixedRate("k", Duration.ofSeconds(1), "tick");
                self.sleep(Duration.ofSeconds(2));
                if (replaced) self.timers().once("k", Duration.ofSeconds(1), "new");
                else stage.say(self.timers().cancel("k"));
                while (true) stage.say(self.receive());
            });
            stage.settle();
            for (int n = 0; n < 4; n++) second();
            assertThat(stage.said()).isEqualTo(replaced ? "tick new" : "true tick");
        }
    }
}
