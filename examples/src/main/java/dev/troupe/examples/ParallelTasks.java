package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Three tasks that wait five seconds each, all at once: together they take five, and `all` gives their results in order.
final class ParallelTasks {
    private ParallelTasks() {}

    static void run(Consumer<String> out) {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            List<Task<Integer>> tasks = IntStream.rangeClosed(1, 3).mapToObj(n -> system.start(self -> {
                self.sleep(Duration.ofSeconds(5));
                return n * n;
            })).toList();
            var _ = system.launch(self -> out
                    .accept(self.await(Task.all(tasks)) + " after " + clock.instant().getEpochSecond() + " s"));
            system.run();
            clock.advance(Duration.ofSeconds(5));
            system.run();
        }
    }
}
