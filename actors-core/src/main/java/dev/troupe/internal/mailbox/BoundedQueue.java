package dev.troupe.internal.mailbox;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The queue of an actor that has one of its own: because its messages are counted, or because they have an order.
///
/// Any thread may call it: a sender from outside learns at once whether there is room, and places its message itself. The
/// count is of what was sent and not taken, so it runs ahead of the queue by what the actor has passed over or stashed.
public final class BoundedQueue {
    private final int capacity;
    private final AtomicInteger counted = new AtomicInteger(); // any thread
    private final @Nullable Deque<Object> inOrder;
    private final @Nullable TreeSet<Numbered> byOrder;
    private long sequence;

    /// @param order compares messages, or null for the order of arrival
    public BoundedQueue(int capacity, @Nullable Comparator<Object> order) {
        this.capacity = capacity;
        this.inOrder = order == null ? new ArrayDeque<>() : null;
        this.byOrder = order == null ? null : new TreeSet<>(new ByOrder(order));
    }

    /// How many messages may be counted.
    public int capacity() {
        return capacity;
    }

    /// How many messages are counted. Any thread.
    public int count() {
        return counted.get();
    }

    /// Counts one more message if there is room. Any thread.
    public boolean reserve() {
        int now = counted.get();
        while (now < capacity) {
            if (counted.compareAndSet(now, now + 1)) return true;
            now = counted.get();
        }
        return false;
    }

    /// Counts one more message, room or not. Any thread.
    public void force() {
        counted.incrementAndGet();
    }

    /// Counts one message less. Any thread.
    public void release() {
        counted.decrementAndGet();
    }

    /// Adds a message that is counted already. What the order throws passes through, and nothing has changed.
    public synchronized void add(Object slot) {
        if (inOrder != null) inOrder.add(slot);
        if (byOrder != null) byOrder.add(new Numbered(sequence++, slot));
    }

    /// Takes the message that comes first, or null if there is none. It stays counted.
    public synchronized @Nullable Object poll() {
        if (inOrder != null) return inOrder.poll();
        Numbered first = byOrder == null ? null : byOrder.pollFirst();
        return first == null ? null : first.slot;
    }

    /// Takes out the message that was added last, or null if there is none. It stays counted.
    public synchronized @Nullable Object pollNewest() {
        if (inOrder != null) return inOrder.pollLast();
        if (byOrder == null || byOrder.isEmpty()) return null;
        Numbered newest = Collections.max(byOrder, Comparator.comparingLong(numbered -> numbered.sequence));
        byOrder.remove(newest);
        return newest.slot;
    }

    private static final class Numbered {
        final long sequence;
        final Object slot;

        Numbered(long sequence, Object slot) {
            this.sequence = sequence;
            this.slot = slot;
        }
    }

    /// Stable: equals come in the order of arrival.
    private record ByOrder(Comparator<Object> order) implements Comparator<Numbered> {
        @Override
        public int compare(Numbered left, Numbered right) {
            if (left == right) return 0;
            int by = order.compare(Wrapped.unwrap(left.slot), Wrapped.unwrap(right.slot));
            return by != 0 ? by : Long.compare(left.sequence, right.sequence);
        }
    }
}
