package dev.troupe.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// An entry that joins its lane when its deadline has come.
///
/// Ordered by deadline, on the clock's scale, then by the order in which the timers were set. Deadlines are within half the
/// range of a long of each other, so that comparing by difference is a total order.
public final class Timer<C> implements Comparable<Timer<C>> {
    /// Set, but not yet among the pending ones of an alarm. On the deque, whose timers have one owner, it stays so.
    static final int LEFT = 0;
    static final int PENDING = 1;
    /// Cancelled or fired.
    static final int OVER = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Timer.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final long deadlineNanos;
    final long sequence;
    private final @Nullable Lane<C> lane;
    final Turn<C> turn;
    final Object argument;
    /// Of one that any thread may cancel: LEFT, then PENDING, then OVER, or OVER at once.
    @SuppressWarnings("UnusedVariable") // through STATE
    private volatile int state;

    Timer(long deadlineNanos, long sequence, @Nullable Lane<C> lane, Turn<C> turn, Object argument) {
        this.deadlineNanos = deadlineNanos;
        this.sequence = sequence;
        this.lane = lane;
        this.turn = turn;
        this.argument = argument;
    }

    /// The thread that sees to it takes it in.
    ///
    /// @return false if it was cancelled before
    boolean takenIn() {
        return STATE.compareAndSet(this, LEFT, PENDING);
    }

    /// It is cancelled, or it fires: whichever comes first. Any thread may call it.
    ///
    /// @return what it was before
    int end() {
        return (int) STATE.getAndSet(this, OVER);
    }

    /// Puts the entry from outside; what the alarm is to do itself it does now.
    void put() {
        if (argument instanceof Runnable work) work.run();
        else if (lane != null) lane.putOutside(turn, argument, false);
    }

    @Override
    public int compareTo(Timer<C> other) {
        int byDeadline = Long.compare(deadlineNanos - other.deadlineNanos, 0);
        return byDeadline != 0 ? byDeadline : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence);
    }
}
