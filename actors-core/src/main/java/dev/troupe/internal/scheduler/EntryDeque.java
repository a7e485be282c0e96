package dev.troupe.internal.scheduler;

import dev.troupe.internal.port.Choice;
import org.jspecify.annotations.Nullable;

/// A ring of entries, each a turn and its argument side by side, so that putting one allocates nothing.
///
/// Grows by doubling, and goes back to its first size when it has emptied after a burst. Not thread-safe: it belongs to
/// the holder of the scheduler's token.
final class EntryDeque<C> {
    private static final int FIRST_SIZE = 128;
    private static final int KEPT_SIZE = 1 << 16;

    private final @Nullable Choice choice;
    private @Nullable Object[] slots;
    private int head;
    private int tail;

    EntryDeque(@Nullable Choice choice) {
        this.choice = choice;
        this.slots = new Object[FIRST_SIZE];
    }

    boolean isEmpty() {
        return head == tail;
    }

    int size() {
        return (tail - head & slots.length - 1) >> 1;
    }

    /// Grows before it writes: without memory for that, nothing that is here is lost.
    void addLast(Turn<C> turn, Object argument) {
        @Nullable Object[] ring = slots;
        int at = tail;
        int next = at + 2 & ring.length - 1;
        if (next == head) {
            grow();
            ring = slots;
            at = tail;
            next = at + 2;
        }
        ring[at] = turn;
        ring[at + 1] = argument;
        tail = next;
    }

    void addFirst(Turn<C> turn, Object argument) {
        if ((tail + 2 & slots.length - 1) == head) grow();
        int at = head - 2 & slots.length - 1;
        slots[at] = turn;
        slots[at + 1] = argument;
        head = at;
    }

    /// The next entry's turn, which the choice has made. The deque must not be empty.
    @SuppressWarnings("unchecked")
    Turn<C> first() {
        if (choice != null) bringToFront(choice.next(size()));
        Object turn = slots[head];
        if (turn == null) throw new IllegalStateException("the deque is empty");
        return (Turn<C>) turn;
    }

    /// Takes off the entry whose turn is [#first()]. No field holds it meanwhile: a store would cost as much as a third of the
    /// way.
    ///
    /// @return its argument
    Object takeFirst() {
        @Nullable Object[] ring = slots;
        int at = head;
        Object argument = ring[at + 1];
        ring[at] = null;
        ring[at + 1] = null;
        head = at + 2 & ring.length - 1;
        if (argument == null) throw new IllegalStateException("the deque is empty");
        return argument;
    }

    /// Moves all entries, in their order, to a deque of their own.
    EntryDeque<C> takeAll() {
        EntryDeque<C> all = new EntryDeque<>(null);
        all.slots = slots;
        all.head = head;
        all.tail = tail;
        slots = new Object[FIRST_SIZE];
        head = tail = 0;
        return all;
    }

    /// Gives the memory of a burst back once the deque is empty.
    void trim() {
        if (slots.length <= KEPT_SIZE || !isEmpty()) return;
        slots = new Object[FIRST_SIZE];
        head = tail = 0;
    }

    /// Moves the chosen entry before all others, which keep their order.
    private void bringToFront(int index) {
        int mask = slots.length - 1;
        int at = head + 2 * index & mask;
        Object turn = slots[at];
        Object taken = slots[at + 1];
        for (; at != head; at = at - 2 & mask) {
            slots[at] = slots[at - 2 & mask];
            slots[at + 1] = slots[at - 1 & mask];
        }
        slots[at] = turn;
        slots[at + 1] = taken;
    }

    private void grow() {
        int length = slots.length;
        if (length >= 1 << 30) throw new OutOfMemoryError("the deque can't hold more entries: entries=" + length / 2);
        @Nullable Object[] wider = new Object[length * 2];
        int used = tail - head & length - 1;
        System.arraycopy(slots, head, wider, 0, length - head);
        System.arraycopy(slots, 0, wider, length - head, head);
        slots = wider;
        head = 0;
        tail = used;
    }
}
