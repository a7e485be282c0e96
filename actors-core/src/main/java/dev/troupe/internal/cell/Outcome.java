package dev.troupe.internal.cell;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The outcome of a handler's ask, on its way back: made into a message in the handler's own turn.
final class Outcome extends Signal {
    final CompletableFuture<?> answer;
    final Supplier<?> make;

    Outcome(CompletableFuture<?> answer, Supplier<?> make) {
        this.answer = answer;
        this.make = make;
    }
}
