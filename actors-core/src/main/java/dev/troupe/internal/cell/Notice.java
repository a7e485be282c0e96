package dev.troupe.internal.cell;

import java.util.function.Supplier;

/// What a supervisor is told of a child: made into a message in the supervisor's own turn, and past any bound.
final class Notice extends Signal {
    final Supplier<?> make;

    Notice(Supplier<?> make) {
        this.make = make;
    }
}
