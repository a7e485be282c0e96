package dev.troupe.internal.scheduler;

/// An entry that joins the deque when its deadline has come.
///
/// Ordered by deadline, on the clock's scale, then by the order in which the timers were set. Deadlines are within half the
/// range of a long of each other, so that comparing by difference is a total order.
public final class Timer<C> implements Comparable<Timer<C>> {
    final long deadlineNanos;
    private final long sequence;
    final Turn<C> turn;
    final Object argument;

    Timer(long deadlineNanos, long sequence, Turn<C> turn, Object argument) {
        this.deadlineNanos = deadlineNanos;
        this.sequence = sequence;
        this.turn = turn;
        this.argument = argument;
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
