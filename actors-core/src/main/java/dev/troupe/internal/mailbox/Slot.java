package dev.troupe.internal.mailbox;

import java.util.Comparator;

/// A message that has a place in an order.
final class Slot {
    /// Lower goes first, whatever the order of the messages.
    final long group;
    /// When it came, among all that came to the same place.
    final long sequence;
    /// The message, bare or wrapped.
    final Object content;
    /// The search that looked at it last.
    long searched;

    Slot(long group, long sequence, Object content) {
        this.group = group;
        this.sequence = sequence;
        this.content = content;
    }

    /// Stable: equals come in the order of arrival, as do all of a group below 0.
    record Order(Comparator<Object> order) implements Comparator<Slot> {
        @Override
        public int compare(Slot left, Slot right) {
            if (left == right) return 0;
            if (left.group != right.group) return Long.compare(left.group, right.group);
            int by = left.group < 0 ? 0 : order.compare(Wrapped.unwrap(left.content), Wrapped.unwrap(right.content));
            return by != 0 ? by : Long.compare(left.sequence, right.sequence);
        }
    }
}
