package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Timer;
import org.jspecify.annotations.Nullable;

/// One timer of an actor; as a signal, it is due.
final class Tick extends Signal {
    final Object key;
    final Object message;
    /// Nanoseconds from one to the next; 0 for once.
    final long periodNanos;
    /// Whether the next is counted from when this one should have been, not from when it was.
    final boolean rate;
    long deadlineNanos;
    @Nullable Timer<Chain> timer;

    Tick(Object key, Object message, long periodNanos, boolean rate) {
        this.key = key;
        this.message = message;
        this.periodNanos = periodNanos;
        this.rate = rate;
    }
}
