package dev.troupe.internal.mailbox;

import java.util.Comparator;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A backlog whose first message is the least by an order, and among equals the one that came first: what an actor with a
/// priority mailbox keeps while it is busy.
///
/// Adding and taking are O(log n); a selection looks at all that is less than what it finds.
public final class OrderedBacklog implements Backlog {
    private final TreeSet<Slot> slots;
    private long sequence;
    private long searches;
    /// Of the messages that were put before all that was here.
    private long firstGroup;

    /// An empty backlog.
    ///
    /// @param order compares messages
    public OrderedBacklog(Comparator<Object> order) {
        slots = new TreeSet<>(new Slot.Order(order));
    }

    @Override
    public int size() {
        return slots.size();
    }

    @Override
    public boolean isEmpty() {
        return slots.isEmpty();
    }

    @Override
    public void add(Object message) {
        slots.add(new Slot(0, sequence++, message));
    }

    @Override
    public @Nullable Object take() {
        Slot first = slots.pollFirst();
        return first == null ? null : first.content;
    }

    @Override
    public @Nullable Object take(Class<?> type) {
        for (Iterator<Slot> each = slots.iterator(); each.hasNext();) {
            Object message = each.next().content;
            if (!type.isInstance(Wrapped.unwrap(message))) continue;
            each.remove();
            return message;
        }
        return null;
    }

    /// What comes while the predicate blocks may be less than what it has passed over, so the search starts again then, with
    /// what it hasn't looked at.
    @Override
    @SuppressWarnings("unchecked")
    public <M> @Nullable Object take(Predicate<? super M> wanted) {
        long search = ++searches;
        long known = sequence;
        for (Slot at = next(null); at != null;) {
            boolean looked = at.searched == search;
            at.searched = search;
            // unless the predicate has had it removed
            if (!looked && wanted.test((M) Wrapped.unwrap(at.content)) && slots.remove(at)) return at.content;
            at = next(known == sequence ? at : null);
            known = sequence;
        }
        return null;
    }

    /// The slot behind another, or the first.
    private @Nullable Slot next(@Nullable Slot before) {
        if (before != null) return slots.higher(before);
        return slots.isEmpty() ? null : slots.first();
    }

    private Object remove(Slot slot) {
        if (!slots.remove(slot))
            throw new IllegalStateException(
                    "an order must not change its mind about messages that wait: message=" + slot.content);
        return slot.content;
    }

    @Override
    public @Nullable Object takeEnd(boolean oldest, Predicate<Object> fits) {
        Comparator<Slot> by = Comparator.comparingLong(slot -> slot.sequence);
        return slots.stream().filter(slot -> fits.test(slot.content)).min(oldest ? by : by.reversed())
                .map(this::remove).orElse(null);
    }

    @Override
    public void remove(Object slot) {
        slots.removeIf(each -> each.content == slot);
    }

    @Override
    public Backlog behind(Backlog first) {
        firstGroup--;
        first.drain(message -> slots.add(new Slot(firstGroup, sequence++, message)));
        return this;
    }
}
