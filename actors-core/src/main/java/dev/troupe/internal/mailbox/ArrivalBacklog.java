package dev.troupe.internal.mailbox;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A backlog in the order of arrival.
///
/// A ring in which a message taken out of order leaves a hole. Holes are squeezed out when they are more than half, so a
/// scan costs at most twice the messages it looks at. A message's *position* is its number since the last squeeze.
///
/// *Selective receive is linear.* A receive by class that passes over n messages notes for that class how far it has
/// looked, so that the next one doesn't look at them again. That is sound because a class test always answers the same; a
/// predicate may not, and starts over each time. The notes of four classes are kept, enough for a protocol of that many
/// selective receives.
///
/// Not thread-safe: it belongs to the holder of its actor's lane.
public final class ArrivalBacklog implements Backlog {
    private static final int FIRST_SIZE = 8;
    private static final int NOTES = 4;

    private @Nullable Object[] ring;
    /// Position of the oldest message; what is before it has gone.
    private long head;
    /// Position of the next message to come.
    private long tail;
    private int messages;

    private final @Nullable Class<?>[] noted;
    private final long[] looked = new long[NOTES];
    private int nextNote;
    /// Where a scan by a predicate is: a field, since the predicate may block, and messages come meanwhile.
    private long scan;

    /// An empty backlog.
    public ArrivalBacklog() {
        ring = new Object[FIRST_SIZE];
        noted = new Class<?>[NOTES];
    }

    @Override
    public int size() {
        return messages;
    }

    @Override
    public boolean isEmpty() {
        return messages == 0;
    }

    @Override
    public void add(Object message) {
        if (tail - head == ring.length) squeeze(messages < ring.length / 2 ? ring.length : ring.length * 2);
        ring[index(tail++)] = message;
        messages++;
    }

    @Override
    public @Nullable Object take() {
        if (messages == 0) return null;
        while (ring[index(head)] == null) head++;
        return takeAt(head);
    }

    @Override
    public @Nullable Object take(Class<?> type) {
        int note = note(type);
        for (long at = Math.max(head, looked[note]); at < tail; at++) {
            Object message = ring[index(at)];
            if (message == null || !type.isInstance(Wrapped.unwrap(message))) continue;
            looked[note] = at + 1;
            return takeAt(at);
        }
        looked[note] = tail;
        return null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <M> @Nullable Object take(Predicate<? super M> wanted) {
        for (scan = head; scan < tail; scan++) {
            Object message = ring[index(scan)];
            if (message == null || !wanted.test((M) Wrapped.unwrap(message))) continue;
            // unless the predicate has had it removed
            if (scan >= head && ring[index(scan)] == message) return takeAt(scan);
        }
        return null;
    }

    @Override
    public @Nullable Object takeEnd(boolean oldest, Predicate<Object> fits) {
        for (long i = 0; i < tail - head; i++) {
            long at = oldest ? head + i : tail - 1 - i;
            Object slot = ring[index(at)];
            if (slot != null && fits.test(slot)) return takeAt(at);
        }
        return null;
    }

    @Override
    public Backlog behind(Backlog first) {
        drain(first::add);
        return first;
    }

    @Override
    public void remove(Object slot) {
        for (long at = head; at < tail; at++) {
            if (ring[index(at)] != slot) continue;
            takeAt(at);
            return;
        }
    }

    private Object takeAt(long position) {
        int at = index(position);
        Object message = ring[at];
        if (message == null) throw new IllegalStateException("no message at position=" + position);
        ring[at] = null;
        messages--;
        if (messages == 0) reset();
        else if (position == head) head++;
        return message;
    }

    private void reset() {
        head = tail = 0;
        scan = -1;
        forgetNotes();
        if (ring.length > 1024) ring = new Object[FIRST_SIZE];
    }

    /// Moves the messages together, into a ring of that length, and the notes with them.
    private void squeeze(int length) {
        @Nullable Object[] old = ring;
        @Nullable Object[] next = new Object[length];
        int kept = 0;
        long[] moved = new long[NOTES];
        long scanned = scan;
        for (long at = head; at < tail; at++) {
            if (at == scanned) scan = kept;
            for (int note = 0; note < NOTES; note++) if (looked[note] == at) moved[note] = kept;
            Object message = old[(int) (at & old.length - 1)];
            if (message != null) next[kept++] = message;
        }
        for (int note = 0; note < NOTES; note++) {
            if (looked[note] >= tail) moved[note] = kept;
            looked[note] = moved[note];
        }
        ring = next;
        head = 0;
        tail = kept;
    }

    private int note(Class<?> type) {
        for (int note = 0; note < NOTES; note++) if (noted[note] == type) return note;
        int note = nextNote++ % NOTES;
        noted[note] = type;
        looked[note] = 0;
        return note;
    }

    private void forgetNotes() {
        for (int note = 0; note < NOTES; note++) {
            noted[note] = null;
            looked[note] = 0;
        }
    }

    private int index(long position) {
        return (int) (position & ring.length - 1);
    }
}
