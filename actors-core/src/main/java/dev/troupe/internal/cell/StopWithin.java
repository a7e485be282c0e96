package dev.troupe.internal.cell;

import dev.troupe.Shutdown;

/// Stop, with a limit other than the actor's own.
final class StopWithin extends Signal {
    final Shutdown limit;

    StopWithin(Shutdown limit) {
        this.limit = limit;
    }
}
