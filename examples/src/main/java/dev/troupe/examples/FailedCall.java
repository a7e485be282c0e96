package dev.troupe.examples;

import dev.troupe.ActorSystem;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A call that fails raises its failure where it is awaited: `try` and `catch` work as ever, a checked exception by its class.
final class FailedCall {
    private FailedCall() {}

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create()) {
            var _ = system.launch(self -> {
                try {
                    out.accept("got " + self.offload(() -> 2 + Integer.parseInt("three")));
                } catch (NumberFormatException e) {
                    out.accept("failed: " + e.getMessage());
                }
                try {
                    self.await(CompletableFuture.failedFuture(new IOException("line cut")), IOException.class);
                } catch (IOException e) {
                    out.accept("failed: " + e.getMessage());
                }
            });
            system.run();
        }
    }
}
