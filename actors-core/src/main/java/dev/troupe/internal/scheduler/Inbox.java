package dev.troupe.internal.scheduler;

import java.util.Queue;
import org.jctools.queues.varhandle.MpscLinkedVarHandleQueue;
import org.jspecify.annotations.Nullable;

/// What other threads put for a scheduler: many producers, and one consumer, the holder of its token.
///
/// An unbounded linked queue: it holds nothing while empty, its order is the order of arrival, and a producer is never
/// refused (bounds are the mailboxes' business).
final class Inbox<C> {
    /// @param urgent whether it overtakes what is in the deque: a control signal
    record Entry<C>(Turn<C> turn, Object argument, boolean urgent) {}

    private final Queue<Entry<C>> entries = new MpscLinkedVarHandleQueue<>();

    void put(Entry<C> entry) {
        entries.offer(entry);
    }

    @Nullable Entry<C> poll() {
        return entries.poll();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
