package dev.troupe.internal.scheduler;

import dev.troupe.interleaving.PermitClock;
import org.jspecify.annotations.Nullable;

/// The parking of a driving thread that sleeps until it is woken, not a moment less.
public class WokenOnly extends Parking {
    final PermitClock clock;

    WokenOnly(PermitClock clock) {
        this.clock = clock;
    }

    /// A scheduler whose driving thread parks like that.
    public static <C> DequeScheduler<C> scheduler(PermitClock clock) {
        return new DequeScheduler<>(clock, null, new WokenOnly(clock));
    }

    @Override
    void unpark(@Nullable Thread sleeper) {
        if (sleeper != null) clock.unpark();
    }
}
