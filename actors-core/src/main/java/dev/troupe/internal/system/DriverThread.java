package dev.troupe.internal.system;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A thread that does nothing but drive.
final class DriverThread {
    private DriverThread() {}

    /// Returns when the thread has the right to drive.
    ///
    /// @param enter takes that right
    /// @param drive drives, and gives it back
    /// @throws IllegalStateException as `enter` does
    static void start(String system, Runnable enter, Runnable drive) {
        CompletableFuture<Boolean> seated = new CompletableFuture<>();
        Thread.ofPlatform().name(system + "-driver").start(() -> {
            try {
                enter.run();
            } catch (IllegalStateException e) {
                seated.completeExceptionally(e);
                return;
            }
            seated.complete(true);
            drive.run();
        });
        try {
            seated.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalStateException refusal) throw refusal;
            throw e;
        }
    }
}
