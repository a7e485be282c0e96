package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.TaskContext;
import java.util.function.Consumer;

/// Calls in a loop, each on the pool for what computes; the loop is a plain loop in a plain method, and the task returns what it
/// gathers.
final class ManyCalls {
    private ManyCalls() {}

    private static int sumOfSquares(TaskContext self, int upTo) {
        int sum = 0;
        for (int n = 1; n <= upTo; n++) {
            int factor = n;
            sum += self.offload(() -> factor * factor);
        }
        return sum;
    }

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create()) {
            out.accept("got " + system.run(system.start(self -> sumOfSquares(self, 10))));
        }
    }
}
