package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.TaskStarter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A task that ends by starting itself anew, again and again: each begins on a stack of its own, behind the turn that started
/// it, so the stack is as deep at the last tick as at the first.
final class EndlessRecursion {
    private EndlessRecursion() {}

    private record Ticks(int last, Set<Integer> depths, Consumer<String> out) {
        void tick(TaskStarter starter, int n) {
            var _ = starter.launch(self -> {
                self.yield();
                depths.add(new Throwable().getStackTrace().length);
                if (n % Math.max(1, last / 4) == 0) out.accept("tick " + n);
                if (n < last) tick(self, n + 1);
            });
        }
    }

    static void run(Consumer<String> out, Options options) {
        Ticks ticks = new Ticks(options.messages(), ConcurrentHashMap.newKeySet(), out);
        try (var system = ActorSystem.create()) {
            ticks.tick(system, 0);
            system.run();
        }
        out.accept("depths of the stack: " + ticks.depths().size());
    }
}
