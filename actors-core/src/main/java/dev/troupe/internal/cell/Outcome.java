package dev.troupe.internal.cell;

import java.util.function.Supplier;

/// The outcome of a handler's ask, on its way back: made into a message in the handler's own turn.
final class Outcome extends Signal {
    final Supplier<?> make;

    Outcome(Supplier<?> make) {
        this.make = make;
    }
}
