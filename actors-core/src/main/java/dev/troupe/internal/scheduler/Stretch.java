package dev.troupe.internal.scheduler;

import java.util.function.BooleanSupplier;

/// How long a scheduler is driven for.
///
/// @param turns at most so many turns
/// @param deadlineNanos not past this point of `System.nanoTime()`; only if `limited`
/// @param limited whether there is a deadline
/// @param whenIdle what to do when nothing is ready
/// @param interruptible whether an interrupt of the driving thread, while no turn runs, ends it
/// @param enough asked after every slice of turns and whenever nothing is ready: whether to stop here
public record Stretch(long turns, long deadlineNanos, boolean limited, Idle whenIdle, boolean interruptible,
        BooleanSupplier enough) {
    /// What to do when nothing is ready.
    public enum Idle {
        /// Return at once.
        RETURN,
        /// Wait for what is outstanding; return when nothing is.
        WAIT,
        /// Wait for ever.
        STAY
    }

    /// Until nothing is left to do.
    public static final Stretch UNTIL_IDLE = new Stretch(Long.MAX_VALUE, 0, false, Idle.WAIT, false,
            () -> false);

    /// At most one turn, without waiting for it.
    public static final Stretch ONE_TURN = new Stretch(1, 0, false, Idle.RETURN, false, () -> false);

    /// Until somebody evicts it.
    public static final Stretch FOR_EVER = new Stretch(Long.MAX_VALUE, 0, false, Idle.STAY, false,
            () -> false);

    /// Until nothing is left to do, at most until the deadline.
    public static Stretch until(long deadlineNanos) {
        return new Stretch(Long.MAX_VALUE, deadlineNanos, true, Idle.WAIT, false, () -> false);
    }

    /// Until `enough`, nothing is left to do, or the deadline.
    public static Stretch until(long deadlineNanos, BooleanSupplier enough) {
        return new Stretch(Long.MAX_VALUE, deadlineNanos, true, Idle.WAIT, false, enough);
    }

    /// Until `enough`, or nothing is left to do.
    public static Stretch until(BooleanSupplier enough) {
        return new Stretch(Long.MAX_VALUE, 0, false, Idle.WAIT, false, enough);
    }

    /// Until `enough` or the deadline, though nothing may be left to do.
    public static Stretch staying(long deadlineNanos, boolean interruptible, BooleanSupplier enough) {
        return new Stretch(Long.MAX_VALUE, deadlineNanos, true, Idle.STAY, interruptible, enough);
    }

    /// Until `enough`, though nothing may be left to do.
    public static Stretch staying(BooleanSupplier enough) {
        return new Stretch(Long.MAX_VALUE, 0, false, Idle.STAY, false, enough);
    }
}
