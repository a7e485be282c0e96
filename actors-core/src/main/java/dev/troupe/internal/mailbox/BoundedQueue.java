package dev.troupe.internal.mailbox;

import dev.troupe.internal.port.SpinLock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
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
    private final @Nullable TreeSet<Slot> byOrder; // the actor's
    private final SpinLock lock = new SpinLock(); // for inOrder
    /// What outside threads have sent and the actor has yet to place: a user's order runs in its turns only.
    private final Queue<Object> arrived = new ConcurrentLinkedQueue<>(); // any thread
    private final BiConsumer<Object, Throwable> failures;
    private long sequence;

    /// @param order compares messages, or null for the order of arrival
    /// @param failures gets messages that came from outside and that the order can't place, in the actor's turn
    public BoundedQueue(int capacity, @Nullable Comparator<Object> order, BiConsumer<Object, Throwable> failures) {
        this.capacity = capacity;
        this.failures = failures;
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

    /// Counts one message less if there are too many: who is told so is to take one out, and of several that ask at the same
    /// time each is told of another. Any thread.
    public boolean claimExcess() {
        int now = counted.get();
        while (now > capacity) {
            if (counted.compareAndSet(now, now - 1)) return true;
            now = counted.get();
        }
        return false;
    }

    /// Adds a message that is counted already, in the actor's turn. What the order throws passes through, and nothing has changed.
    public void add(Object slot) {
        if (byOrder == null) append(slot);
        else {
            takeIn(byOrder);
            byOrder.add(new Slot(0, sequence++, slot));
        }
    }

    /// Adds a message that is counted already. Any thread.
    public void addOutside(Object slot) {
        if (byOrder == null) append(slot);
        else arrived.add(slot);
    }

    private void append(Object slot) {
        if (inOrder == null) return;
        lock.lock();
        try {
            inOrder.add(slot);
        } finally {
            lock.unlock();
        }
    }

    private void takeIn(Set<Slot> order) {
        for (Object slot = arrived.poll(); slot != null; slot = arrived.poll()) {
            try {
                order.add(new Slot(0, sequence++, slot));
            } catch (Throwable t) {
                failures.accept(slot, t);
            }
        }
    }

    /// Takes the message that comes first, or null if there is none, in the actor's turn. It stays counted.
    public @Nullable Object poll() {
        if (byOrder != null) {
            takeIn(byOrder);
            Slot first = byOrder.pollFirst();
            return first == null ? null : first.content;
        }
        if (inOrder == null) return null;
        lock.lock();
        try {
            return inOrder.poll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes out the message added first whose slot fits, or the one added last, but not the last of all that fit if that
    /// is to be spared. It stays counted. For a queue without an order.
    ///
    /// @return null if there is none
    public @Nullable Object pollEnd(boolean oldest, boolean sparesLast, Predicate<Object> fits) {
        if (inOrder == null) return null;
        lock.lock();
        try {
            return pollEnd(inOrder, oldest, sparesLast, fits);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object pollEnd(Deque<Object> inOrder, boolean oldest, boolean sparesLast,
            Predicate<Object> fits) {
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

    /// Takes out that very message, if it is here, in the actor's turn. It stays counted.
    public void remove(Object slot) {
        if (byOrder != null) byOrder.removeIf(each -> each.content == slot);
        if (inOrder == null) return;
        lock.lock();
        try {
            inOrder.removeIf(other -> other == slot);
        } finally {
            lock.unlock();
        }
    }
}
