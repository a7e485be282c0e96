package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.simulation.ManualClock;
import dev.troupe.simulation.TestProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The snippets of the documentation of time and messages in a test's hands.
@Tag("classpath")
class SimulationSnippetsTest {
    private final List<Object> out = new ArrayList<>();

    @Test
    void clock() {
        // @start region="clock"
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            system.spawn("late", String.class, self -> {
                self.sleep(Duration.ofHours(1));
                out.add("an hour later");
            });
            system.run(); // nothing is left to do until time goes on
            clock.advance(Duration.ofHours(1));
            system.run();
        }
        // @end
        assertThat(out).containsExactly("an hour later");
    }

    @Test
    void probe() {
        // @start region="probe"
        try (var system = ActorSystem.create()) {
            TestProbe<Integer> probe = TestProbe.create(system, "probe", Integer.class);
            system.spawn("doubler", Integer.class, (self, n) -> probe.ref().tell(2 * n));
            system.tell("doubler", 21);
            probe.expect(42);
            probe.expectNone();
        }
        // @end
    }
}
