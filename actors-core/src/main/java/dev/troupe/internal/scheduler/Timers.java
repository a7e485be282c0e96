package dev.troupe.internal.scheduler;

import java.util.TreeSet;

/// Pending timers, the soonest first: a red-black tree of the JDK's, O(log n) to set and to cancel, and a cancelled timer
/// leaves at once. Belongs to the holder of the scheduler's token.
final class Timers<C> {
    private final TreeSet<Timer<C>> pending = new TreeSet<>();
    private long sequence;

    Timer<C> set(long deadlineNanos, Turn<C> turn, Object argument) {
        Timer<C> timer = new Timer<>(deadlineNanos, sequence++, turn, argument);
        pending.add(timer);
        return timer;
    }

    /// Whether the timer was still pending.
    boolean cancel(Timer<C> timer) {
        return pending.remove(timer);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /// The soonest deadline; there must be one.
    long firstDeadlineNanos() {
        return pending.first().deadlineNanos;
    }

    /// Moves what is due to the deque, the soonest first, and in the order set among equals.
    void fire(long nowNanos, EntryDeque<C> deque) {
        while (!pending.isEmpty() && pending.first().deadlineNanos - nowNanos <= 0) {
            Timer<C> due = pending.removeFirst();
            deque.addLast(due.turn, due.argument);
        }
    }
}
