package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.Task;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A task is a future, too: another one looks at it every second until it is done, be it with a result or with a failure.
final class Monitored {
    private Monitored() {}

    static void run(Consumer<String> out) {
        ManualClock clock = new ManualClock();
        try (var system = ActorSystem.builder().clock(clock).build()) {
            for (long least : new long[] {50, 200}) {
                Task<Long> search = system.start(self -> {
                    self.sleep(Duration.ofMillis(1_500));
                    return Search.first(self, List.of(2L, 29L, 76L, 123L), n -> n > least);
                });
                Task<Void> monitor = system.launch(self -> {
                    while (!search.isDone()) {
                        out.accept("waiting ...");
                        self.sleep(Duration.ofSeconds(1));
                    }
                    out.accept(switch (search.state()) {
                        case SUCCESS -> "found " + search.resultNow();
                        default -> "failed: " + search.exceptionNow().getMessage();
                    });
                });
                while (!monitor.isDone()) {
                    system.run();
                    clock.advance(Duration.ofMillis(500));
                }
            }
        }
    }
}
