package dev.troupe.examples;

import dev.troupe.ActorSystem;
import java.util.function.Consumer;

/// Tasks that give way to one another at each step, on one thread: nobody is interrupted, everybody gets on.
final class RoundRobin {
    private RoundRobin() {}

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create()) {
            for (int from : new int[] {2, 4, 3}) {
                var _ = system.launch(self -> {
                    for (int n = from; n > 0; n--) {
                        out.accept("from " + from + ": " + n);
                        self.yield();
                    }
                });
            }
            system.run();
        }
    }
}
