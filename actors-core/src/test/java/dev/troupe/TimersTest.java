package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An actor's timers on a clock in the test's hands: invariant 9 (a context is its own actor's), and that all end with it.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimersTest {
    private final ManualClock clock = new ManualClock();
    private final Stage stage = new Stage(settings -> settings.clock(clock));

    /// Sets timers at "go", and notes each message with the second it came at.
    private ActorRef<String> timed(Consumer<Timers<String>> set) {
        ActorRef<String> ref = stage.system.spawn("t", String.class, (self, text) -> {
            if (text.equals("go")) set.accept(self.timers());
            else stage.say(text + self.clock().instant().getEpochSecond());
        });
        ref.tell("go");
        stage.settle();
        return ref;
    }

    private void seconds(int... each) {
        for (int seconds : each) {
            clock.advance(Duration.ofSeconds(seconds));
            stage.settle();
        }
    }

    private static Duration s(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    @Tag("classpath")
    void onceIsOnceAndNotEarlier() {
        try (stage) {
            timed(timers -> timers.once("k", s(2), "x"));
            seconds(1);
            clock.advance(Duration.ofNanos(999_999_999));
            stage.settle();
            assertThat(stage.said()).isEmpty();
            clock.advance(Duration.ofNanos(1));
            stage.settle();
            seconds(2, 2, 2);
            assertThat(stage.said()).isEqualTo("x2");
        }
    }

    @Test
    void onceWithoutDelayIsAtOnceButNotInTheSameTurn() {
        try (stage) {
            timed(timers -> {
                timers.once("k", Duration.ZERO, "x");
                stage.say("set");
            });
            assertThat(stage.said()).isEqualTo("set x0");
        }
    }

    @Test
    void aFixedDelayIsCountedFromWhenItCame() {
        try (stage) {
            timed(timers -> timers.fixedDelay("k", s(2), "x"));
            seconds(2, 2, 5, 1, 1);
            assertThat(stage.said()).isEqualTo("x2 x4 x9 x11");
        }
    }

    @Test
    void aFixedRateDoesNotDriftAndMakesUpForWhatIsLate() {
        try (stage) {
            timed(timers -> timers.fixedRate("k", s(2), "x"));
            seconds(2, 3, 1, 6, 1, 1);
            assertThat(stage.said()).isEqualTo("x2 x5 x6 x12 x12 x12 x14");
        }
    }

    @Test
    void theSameKeyReplacesAndAnotherDoesNot() {
        try (stage) {
            timed(timers -> {
                timers.once("k", s(1), "old");
                timers.fixedRate("other", s(3), "o");
                timers.once("k", s(4), "new");
            });
            seconds(1, 1, 1, 1, 1);
            assertThat(stage.said()).isEqualTo("o3 new4");
        }
    }

    @Test
    void whatHasBeenSentStaysWhenItsKeyIsSetAnew() {
        try (stage) {
            stage.system.spawn("t", String.class, self -> {
                self.timers().once("k", s(1), "old");
                self.sleep(s(1));
                self.timers().once("k", s(1), "new"); // the old one has fired at the same moment, before the sleep
                stage.say(self.receive());
                stage.say(self.receive());
            });
            stage.settle();
            seconds(1, 1);
            assertThat(stage.said()).isEqualTo("old new");
            assertThat(stage.deadLetters).isEmpty();
        }
    }

    @Test
    void cancelSaysWhetherThereWasOne() {
        try (stage) {
            timed(timers -> {
                timers.once("a", s(1), "a");
                timers.fixedRate("b", s(1), "b");
                stage.say(timers.isActive("a") + "" + timers.isActive("none"));
                stage.say(timers.cancel("a") + "" + timers.cancel("a") + timers.isActive("a"));
            });
            seconds(1);
            assertThat(stage.said()).isEqualTo("truefalse truefalsefalse b1");
        }
    }

    @Test
    void oneThatHasSentIsNotActive() {
        try (stage) {
            AtomicReference<Timers<Integer>> timers = new AtomicReference<>();
            stage.system.spawn("t", Integer.class, (self, n) -> {
                timers.set(self.timers());
                if (n == 0) {
                    self.timers().once("once", s(1), 1);
                    self.timers().fixedDelay("again", s(1), 2);
                } else stage.say(n + ":" + self.timers().isActive("once") + self.timers().isActive("again"));
            }).tell(0);
            stage.settle();
            seconds(1);
            assertThat(stage.said()).isEqualTo("1:falsetrue 2:falsetrue");
        }
    }

    @Test
    void cancelAllCancelsAll() {
        try (stage) {
            timed(timers -> {
                for (int n = 0; n < 10; n++) timers.once(n, s(1), "n" + n);
                timers.fixedRate("r", s(1), "r");
                timers.cancelAll();
                stage.say(timers.isActive("r"));
                timers.once("after", s(2), "after");
            });
            seconds(1, 1, 1);
            assertThat(stage.said()).isEqualTo("false after2");
        }
    }

    @Test
    void amongEqualDeadlinesTheOneSetFirstIsFirst() {
        try (stage) {
            timed(timers -> {
                for (int n = 0; n < 5; n++) timers.once(n, s(1), "n" + n + "@");
                timers.once(1, s(1), "again@"); // set anew: the last now
            });
            seconds(3);
            assertThat(stage.said()).isEqualTo("n0@3 n2@3 n3@3 n4@3 again@3");
        }
    }

    @Test
    void wrongDurationsKeysAndMessagesAreRefused() {
        try (stage) {
            timed(timers -> {
                assertThatThrownBy(() -> timers.once("k", s(-1), "x")).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("delay").hasMessageContaining("PT-1S");
                for (Duration wrong : new Duration[] {Duration.ZERO, s(-2)}) {
                    assertThatThrownBy(() -> timers.fixedDelay("k", wrong, "x"))
                            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("=" + wrong);
                    assertThatThrownBy(() -> timers.fixedRate("k", wrong, "x"))
                            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("=" + wrong);
                }
                assertThatThrownBy(() -> timers.once(null, s(1), "x")).isInstanceOf(NullPointerException.class)
                        .hasMessageContaining("key");
                assertThatThrownBy(() -> timers.once("k", null, "x")).isInstanceOf(NullPointerException.class);
                assertThatThrownBy(() -> timers.once("k", s(1), null)).isInstanceOf(NullPointerException.class);
                @SuppressWarnings({"unchecked", "rawtypes"})
                Timers<Object> raw = (Timers) timers;
                assertThatThrownBy(() -> raw.once("k", s(1), 7)).isInstanceOf(IllegalArgumentException.class);
                stage.say(timers.isActive("k"));
            });
            assertThat(stage.said()).isEqualTo("false");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void aRefusedTimerLeavesTheOneOfItsKey() {
        try (stage) {
            timed(timers -> {
                timers.once("k", s(1), "x");
                assertThatThrownBy(() -> timers.fixedRate("k", Duration.ZERO, "y"))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> timers.once("k", s(1), null)).isInstanceOf(NullPointerException.class);
            });
            seconds(1);
            assertThat(stage.said()).isEqualTo("x1");
        }
    }
}
