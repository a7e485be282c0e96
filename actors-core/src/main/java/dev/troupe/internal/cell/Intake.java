package dev.troupe.internal.cell;

import dev.troupe.DeadLetter;
import dev.troupe.Failure;
import dev.troupe.Mailbox;
import dev.troupe.Mailbox.WhenFull;
import dev.troupe.SendResult;
import dev.troupe.internal.mailbox.BoundedQueue;
import dev.troupe.internal.mailbox.Wrapped;
import java.util.ArrayDeque;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The way into an actor whose messages are counted or have an order.
///
/// *Counted only* (suspend, refuse): the message travels in its own entry of the deque, as for every actor.
///
/// *Queued* (drop, priority): the messages stand in a queue here, and for each there is one entry in the deque,
/// [Control#NEXT]; at each such entry the actor gets the message that comes first by then. One that was dropped leaves an
/// entry that finds nothing. Outside threads place and drop messages themselves; what the actor has passed over only its own
/// turns drop.
///
/// *Room.* Who takes a message makes room: the first that waits is moved in at once, without letting go of the place, and
/// then its sender's resumption is appended, so nobody overtakes. A question that finds no room waits here without a sender:
/// its asker waits for the answer.
final class Intake {
    /// How long who gives no limit waits.
    static final long FOR_EVER = Long.MAX_VALUE;

    private final Cell<?> cell;
    private final WhenFull whenFull;
    private final boolean drops;
    private final boolean queued;
    private final BoundedQueue queue;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private Intake(Cell<?> cell, WhenFull whenFull, BoundedQueue queue, boolean ordered) {
        this.cell = cell;
        this.whenFull = whenFull;
        this.queue = queue;
        this.drops = whenFull == WhenFull.DROP_OLDEST || whenFull == WhenFull.DROP_NEWEST;
        this.queued = drops || ordered;
    }

    /// The intake that a mailbox asks for, or null if it needs none.
    @SuppressWarnings("unchecked") // what is compared are the actor's messages
    static @Nullable Intake of(Cell<?> cell, Mailbox<?> mailbox) {
        boolean ordered = mailbox.order() != null;
        if (mailbox.capacity() == Integer.MAX_VALUE && !ordered) return null;
        return new Intake(cell, mailbox.whenFull(),
                new BoundedQueue(mailbox.capacity(), (Comparator<Object>) mailbox.order()), ordered);
    }

    /// Sends from within a turn.
    ///
    /// @param waitNanos how long the sender waits for room, if it can
    SendResult put(Object slot, long waitNanos) {
        if (drops) queue.force();
        else
            if (!queue.reserve())
                return whenFull == WhenFull.SUSPEND && waitNanos > 0 ? await(slot, waitNanos) : SendResult.FULL;
        return enter(slot);
    }

    private SendResult enter(Object slot) {
        if (!queued) cell.home.scheduler.put(cell, slot);
        else if (add(slot, true)) cell.home.scheduler.put(cell, Control.NEXT);
        return SendResult.ACCEPTED;
    }

    /// Adds to the queue, and drops what is too much. A message that the order can't place is a dead letter, and the failure
    /// is reported.
    ///
    /// @return false if the message was not placed
    private boolean add(Object slot, boolean held) {
        try {
            queue.add(slot);
        } catch (Throwable t) {
            queue.release();
            Object message = Wrapped.unwrap(slot);
            cell.home.reports.failure(new Failure(cell.name(), message.getClass(), t));
            drop(slot, DeadLetter.Reason.UNDELIVERABLE);
            return false;
        }
        trim(held, slot);
        return true;
    }

    /// Drops what is too much, but not the message just added: if there is no other here, the actor's next turn drops what it
    /// has passed over.
    ///
    /// @param held whether the caller holds the token, and may drop what the actor has passed over
    private void trim(boolean held, @Nullable Object added) {
        while (drops && queue.count() > queue.capacity()) {
            Object dropped = whenFull == WhenFull.DROP_OLDEST ? oldest(held, added) : newestButOne(held);
            if (dropped == null) return;
            queue.release();
            drop(dropped, DeadLetter.Reason.FULL);
        }
    }

    private @Nullable Object oldest(boolean held, @Nullable Object added) {
        Object kept = held ? cell.dropKept(true) : null;
        if (kept != null) return kept;
        synchronized (queue) {
            Object first = queue.poll();
            if (first == null || first != added) return first;
            queue.add(first);
            return null;
        }
    }

    private @Nullable Object newestButOne(boolean held) {
        synchronized (queue) {
            Object newest = queue.pollNewest();
            Object before = queue.pollNewest();
            if (newest != null) queue.add(newest);
            if (before != null) return before;
        }
        return held ? cell.dropKept(false) : null;
    }

    private void drop(Object slot, DeadLetter.Reason reason) {
        if (slot instanceof Asked asked) asked.reply.refused();
        cell.home.reports.deadLetter(cell.name(), Wrapped.unwrap(slot), reason);
    }

    private SendResult await(Object slot, long nanos) {
        Home home = cell.home;
        if (slot instanceof Asked) {
            waiting.add(slot);
            return SendResult.ACCEPTED;
        }
        Party sender = home.current;
        Strand strand = sender == null ? null : sender.strand();
        if (sender == null || strand == null || sender == cell || !sender.canWait()) return SendResult.FULL;
        try {
            sender.refuseToWait(false);
        } catch (Throwable t) {
            drop(slot, DeadLetter.Reason.FULL);
            throw t;
        }
        Circles.refuse(sender, "sends to", cell);
        RoomWait wait = new RoomWait(sender, cell, slot);
        if (nanos < FOR_EVER) wait.timer = home.scheduler.putAt(home.clock.nanoTime() + nanos, sender, wait);
        waiting.add(wait);
        home.senders++;
        try {
            strand.suspend(wait);
        } catch (Throwable t) {
            // unwound: nobody is left to be told
            if (wait.result == null) drop(slot, DeadLetter.Reason.FULL);
            throw t;
        } finally {
            home.senders--;
        }
        SendResult result = wait.result;
        return result == null ? SendResult.FULL : result;
    }

    /// Sends from outside. Any thread.
    SendResult putOutside(Object slot) {
        if (drops) queue.force();
        else if (!queue.reserve()) return SendResult.FULL;
        if (!queued) cell.home.send(cell, slot, false);
        else if (add(slot, false)) cell.home.send(cell, Control.NEXT, false);
        return SendResult.ACCEPTED;
    }

    /// Sends from outside, and waits for room. Any thread but one that holds the token.
    SendResult awaitOutside(Object slot, long nanos) {
        SendResult now = putOutside(slot);
        if (now != SendResult.FULL || whenFull != WhenFull.SUSPEND || nanos == 0) return now;
        Knock knock = new Knock(slot);
        cell.home.send(cell, knock, false);
        SendResult result = knock.await(cell.home.driving(), nanos);
        if (result != null) return result;
        cell.home.inTurn(() -> waiting.remove(knock));
        return cell.home.isClosing() ? SendResult.CLOSED : SendResult.FULL;
    }

    /// A thread outside waits for room.
    void knocked(Knock knock) {
        if (waiting.isEmpty() && queue.reserve()) letIn(knock);
        else waiting.add(knock);
    }

    /// Lets the message of a thread outside in, into the place that is counted already.
    private void letIn(Knock knock) {
        if (!knock.claim()) {
            release();
            return;
        }
        enter(knock.slot);
        knock.tell(SendResult.ACCEPTED);
    }

    /// The message that is the actor's next; null if one was dropped.
    @Nullable Object next() {
        trim(true, null);
        return queue.poll();
    }

    /// A message was taken: its place is for the first that waits.
    void release() {
        Object first = cell.stops() ? null : waiting.poll();
        if (first == null) {
            queue.release();
            return;
        }
        switch (first) {
            case RoomWait wait -> {
                wait.result = SendResult.ACCEPTED;
                enter(wait.slot);
                cell.home.wake(wait);
            }
            case Knock knock -> letIn(knock);
            default -> enter(first);
        }
    }

    /// Counts a stashed message.
    ///
    /// @return whether there was room
    boolean reserve() {
        return queue.reserve();
    }

    /// A sender doesn't wait any more.
    void forget(RoomWait wait) {
        waiting.remove(wait);
    }

    /// Makes what is queued dead letters.
    void drain() {
        for (Object slot = queue.poll(); slot != null; slot = queue.poll()) cell.home.undelivered(cell, slot);
    }

    /// The actor has ended.
    void close() {
        drain();
        for (Object first = waiting.poll(); first != null; first = waiting.poll()) {
            switch (first) {
                case RoomWait wait -> {
                    wait.result = SendResult.STOPPED;
                    cell.home.wake(wait);
                }
                case Knock knock -> refuse(knock);
                default -> cell.home.undelivered(cell, first);
            }
        }
    }

    /// The actor has ended, so there is no room to wait for.
    void refuse(Knock knock) {
        if (knock.claim()) knock.tell(cell.home.isClosing() ? SendResult.CLOSED : SendResult.STOPPED);
    }

    int count() {
        return queue.count();
    }

    String fill() {
        return queue.count() + "/" + queue.capacity();
    }
}
