package dev.troupe.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.ActorSystem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An actor in a test's hands. What it drives keeps invariants 1 and 2; its patience has an end.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TestProbeTest {
    record Pong(int n) {}

    private final ManualClock clock = new ManualClock();
    private final ActorSystem system = ActorSystem.builder().clock(clock).build();
    private final TestProbe<Object> probe = TestProbe.create(system, "probe", Object.class, Duration.ofSeconds(10));

    @AfterEach
    void close() {
        system.close();
    }

    /// Answers a number with a Pong, and a text with itself.
    private void answering() {
        answering(probe);
    }

    private void answering(TestProbe<Object> to) {
        system.spawn("a", Object.class, (self, m) -> to.ref().tell(m instanceof Integer n ? new Pong(n) : m));
    }

    /// One that soon gives up.
    private TestProbe<Object> impatient() {
        return TestProbe.create(system, "impatient", Object.class, Duration.ofMillis(200));
    }

    @Test
    @Tag("classpath")
    void expectsAnEqualMessageAndDrivesForIt() {
        answering();
        system.tell("a", 1);
        system.tell("a", "text");
        assertThat(probe.expect(new Pong(1))).isEqualTo(new Pong(1));
        assertThat(probe.expect("text")).isEqualTo("text");
        assertThat(probe.ref().name()).isEqualTo("probe");
        assertThat(probe.ref().type()).isEqualTo(Object.class);
    }

    @Test
    @Tag("deque") // counts turns
    void takesNoMoreTurnsThanItNeeds() {
        answering();
        system.tell("a", 1);
        probe.ref().tell("first");
        system.tell("a", 2);
        probe.expect("first");
        assertThat(probe.drain()).as("what has come so far").isEmpty();
        probe.expect(new Pong(1));
        probe.expect(new Pong(2));
    }

    @Test
    void expectsAClass() {
        answering();
        system.tell("a", 7);
        Pong pong = probe.expect(Pong.class);
        assertThat(pong.n()).isEqualTo(7);
    }

    @Test
    void failsWithWhatItExpectedAndGot() {
        answering();
        system.tell("a", 1);
        system.tell("a", 2);
        assertThatThrownBy(() -> probe.expect("text")).isInstanceOf(AssertionError.class)
                .hasMessage("expected message text at probe, got Pong[n=1]");
        assertThatThrownBy(() -> probe.expect(String.class)).isInstanceOf(AssertionError.class)
                .hasMessage("expected a String at probe, got Pong[n=2]");
    }

    @Test
    void failsWhenNoneComes() {
        TestProbe<Object> vain = impatient();
        assertThatThrownBy(() -> vain.expect("text")).isInstanceOf(AssertionError.class)
                .hasMessage("expected message text at impatient, got none within PT0.2S");
        assertThatThrownBy(() -> vain.expect(Pong.class)).isInstanceOf(AssertionError.class)
                .hasMessage("expected a Pong at impatient, got none within PT0.2S");
    }

    @Test
    void expectsNone() {
        probe.expectNone();
        answering();
        system.tell("a", 3);
        system.run(); // it gives up sooner than a slow machine brings one
        assertThatThrownBy(probe::expectNone).isInstanceOf(AssertionError.class)
                .hasMessage("expected no message at probe, got Pong[n=3]");
        probe.expectNone();
    }

    @Test
    void fishesForOneAndDropsTheOthers() {
        answering();
        for (int n = 0; n < 5; n++) system.tell("a", n);
        assertThat(probe.fish(m -> m.equals(new Pong(3)))).isEqualTo(new Pong(3));
        probe.expect(new Pong(4));
        probe.expectNone();
    }

    @Test
    void fishesInVainAndSaysWhatThereWas() {
        TestProbe<Object> vain = impatient();
        answering(vain);
        system.tell("a", 1);
        system.tell("a", "x");
        system.run();
        assertThatThrownBy(() -> vain.fish(m -> false)).isInstanceOf(AssertionError.class)
                .hasMessage("fished for a message at impatient, got only [Pong[n=1], x]");
    }

    @Test
    void drainsInOrder() {
        for (int n = 0; n < 3; n++) probe.ref().tell(n);
        assertThat(probe.drain()).isEmpty();
        system.run();
        assertThat(probe.drain()).containsExactly(0, 1, 2);
        assertThat(probe.drain()).isEmpty();
    }

    @Test
    void seesTimersWhenTheClockIsAdvanced() {
        system.spawn("t", Integer.class, self -> {
            self.sleep(Duration.ofMinutes(1));
            probe.ref().tell("minute");
        });
        system.run(); // it sleeps
        probe.expectNone();
        clock.advance(Duration.ofMinutes(1));
        probe.expect("minute");
    }

    @Test
    void expectsWhileAnotherThreadDrives() {
        answering();
        system.drive();
        for (int n = 0; n < 100; n++) system.tell("a", n);
        for (int n = 0; n < 100; n++) probe.expect(new Pong(n));
        probe.expectNone();
    }

    @Test
    void waitsForWhatComesFromAnotherThread() {
        Thread.ofVirtual().start(() -> probe.ref().tell("from afar"));
        probe.expect("from afar");
    }

    @Test
    void aClosedSystemIsRefused() {
        system.close();
        assertThatThrownBy(() -> probe.expect("text")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatThrownBy(() -> TestProbe.create(system, "p", Object.class, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("PT-0.001S");
        assertThat(system.names()).doesNotContain("p");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void itsPatienceEndsThoughTurnsGoOn() {
        try (ActorSystem busy = ActorSystem.create()) {
            busy.spawn("loop", Integer.class, (self, n) -> self.tell("loop", n)).tell(1);
            TestProbe<String> waiting = TestProbe.create(busy, "p", String.class, Duration.ofMillis(50));
            assertThatThrownBy(() -> waiting.expect("text")).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void fishingEndsAtTheLimitHoweverManyCome() {
        Duration limit = Duration.ofMillis(1);
        try (ActorSystem system = ActorSystem.create()) {
            TestProbe<Integer> probe = TestProbe.create(system, "p", Integer.class, limit);
            probe.ref().tell(1);
            probe.ref().tell(2);
            system.run();
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> probe.fish(n -> {
                asked.incrementAndGet();
                long over = System.nanoTime() + limit.toNanos();
                while (System.nanoTime() - over <= 0) Thread.onSpinWait();
                return false;
            })).isInstanceOf(AssertionError.class).hasMessageContaining("[1]");
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void anInterruptEndsItsPatienceAndStays() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> probe.expect("text")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("interrupted").hasMessageContaining("probe");
        assertThat(Thread.interrupted()).isTrue();
    }
}
