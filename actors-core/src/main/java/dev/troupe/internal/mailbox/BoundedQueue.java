package dev.troupe.internal.mailbox;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The queue of an actor that has one of its own: because its messages are counted, or because they have an order.
///
/// Any thread may call it: a sender from outside learns at once whether there is room, and places its message itself. The
/// count is of what was sent and not taken, so it runs ahead of the queue by what the actor has passed over or stashed.
public final class BoundedQueue {
    private final int capacity;
    private final AtomicInteger counted = new AtomicInteger(); // any thread
    private final @Nullable Deque<Object> inOrder;
    private final @Nullable TreeSet<Slot> byOrder;
    private long sequence;

    /// @param order compares messages, or null for the order of arrival
    public BoundedQueue(int capacity, @Nullable Comparator<Object> order) {
        this.capacity = capacity;
        this.inOrder = order == null ? new ArrayDeque<>() : null;
        this.byOrder = order == null ? null : new TreeSet<>(new Slot.Order(order));
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
        if (byOrder != null) byOrder.add(new Slot(0, sequence++, slot));
    }

    /// Takes the message that comes first, or null if there is none. It stays counted.
    public synchronized @Nullable Object poll() {
        if (inOrder != null) return inOrder.poll();
        Slot first = byOrder == null ? null : byOrder.pollFirst();
        return first == null ? null : first.content;
    }

    /// Takes out the message added first whose slot fits, or the one added last, but not the last of all that fit if that
    /// is to be spared. It stays counted. For a queue without an order.
    ///
    /// @return null if there is none
    public synchronized @Nullable Object pollEnd(boolean oldest, boolean sparesLast, Predicate<Object> fits) {
        if (inOrder == null) return null;
        boolean spare = sparesLast && (!oldest || isSingle(fits));
        Iterator<Object> slots = oldest ? inOrder.iterator() : inOrder.descendingIterator();
        while (slots.hasNext()) {
            Object slot = slots.next();
            if (!fits.test(slot)) continue;
            if (!spare) {
                slots.remove();
                return slot;
            }
            spare = false;
        }
        return null;
    }

    private boolean isSingle(Predicate<Object> fits) {
        return inOrder != null && inOrder.stream().filter(fits).limit(2).count() < 2;
    }

    /// Takes out that very message, if it is here. It stays counted.
    public synchronized void remove(Object slot) {
        if (inOrder != null) inOrder.removeIf(other -> other == slot);
        if (byOrder != null) byOrder.removeIf(each -> each.content == slot);
    }
}
