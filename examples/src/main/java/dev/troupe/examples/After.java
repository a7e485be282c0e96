package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.TaskBody;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.function.Consumer;

/// A body that knows nothing of time, started after ten seconds; its result is not lost on the way. The clock is in our hands, so
/// nobody waits that long.
final class After {
    private After() {}

    static void run(Consumer<String> out) {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            TaskBody<Integer> sum = self -> self.offload(() -> 2 + 3);
            Task<Integer> later = system.after(Duration.ofSeconds(10), sum);
            while (!later.isDone()) {
                system.run(); // until only time is missing
                out.accept(
                        clock.instant().getEpochSecond() + " s: " + (later.isDone() ? later.resultNow() : "waiting"));
                clock.advance(Duration.ofSeconds(5));
            }
        }
    }
}
