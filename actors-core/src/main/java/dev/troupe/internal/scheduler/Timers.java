package dev.troupe.internal.scheduler;

import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Pending timers, the soonest first: a red-black tree of the JDK's, O(log n) to set and to cancel, and a cancelled timer
/// leaves at once. Not thread-safe.
final class Timers<C> {
    private final TreeSet<Timer<C>> pending = new TreeSet<>();
    private final AtomicLong sequence = new AtomicLong(); // any thread

    /// @param lane where the entry goes; null for the deque that these timers belong to
    Timer<C> set(long deadlineNanos, @Nullable Lane<C> lane, Turn<C> turn, Object argument) {
        Timer<C> timer = new Timer<>(deadlineNanos, next(), lane, turn, argument);
        pending.add(timer);
        return timer;
    }

    /// The number of the next timer; later ones have higher numbers. Any thread may ask.
    long next() {
        return sequence.getAndIncrement();
    }

    /// Adds a timer that was made elsewhere, unless it is here.
    void add(Timer<C> timer) {
        pending.add(timer);
    }

    /// Whether the timer was still pending.
    boolean cancel(Timer<C> timer) {
        return pending.remove(timer);
    }

    /// A moment's figure for who doesn't own them.
    int size() {
        return pending.size();
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /// The soonest deadline; there must be one.
    long firstDeadlineNanos() {
        return pending.first().deadlineNanos;
    }

    /// The soonest, or null if there is none.
    @Nullable Timer<C> first() {
        return pending.isEmpty() ? null : pending.first();
    }

    /// Takes out the soonest if it is due.
    @Nullable Timer<C> pollDue(long nowNanos) {
        return !pending.isEmpty() && pending.first().deadlineNanos - nowNanos <= 0 ? pending.removeFirst() : null;
    }

    /// Moves what is due to the deque, the soonest first, and in the order set among equals.
    void fire(long nowNanos, EntryDeque<C> deque) {
        for (Timer<C> due = pollDue(nowNanos); due != null; due = pollDue(nowNanos))
            deque.addLast(due.turn, due.argument);
    }
}
