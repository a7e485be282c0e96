package dev.troupe.examples;

import dev.troupe.ActorSystem;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Waiting for a future without a call-back: the code goes on in the next line, and no thread waits.
final class OneCall {
    private OneCall() {}

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create()) {
            var _ = system.launch(self -> {
                int sum = self.await(CompletableFuture.supplyAsync(() -> 2 + 3));
                out.accept("got " + sum);
            });
            out.accept("launched");
            system.run();
        }
    }
}
