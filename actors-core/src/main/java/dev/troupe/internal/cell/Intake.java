package dev.troupe.internal.cell;

import dev.troupe.DeadLetter;
import dev.troupe.DeadlockException;
import dev.troupe.Failure;
import dev.troupe.Mailbox;
import dev.troupe.Mailbox.WhenFull;
import dev.troupe.SendResult;
import dev.troupe.internal.mailbox.ArrivalBacklog;
import dev.troupe.internal.mailbox.Backlog;
import dev.troupe.internal.mailbox.BoundedQueue;
import dev.troupe.internal.mailbox.OrderedBacklog;
import dev.troupe.internal.mailbox.Wrapped;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
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
/// then its sender's resumption is appended, so nobody overtakes. A coroutine's question that finds no room waits here
/// without a sender: its asker waits for the answer.
final class Intake {
    /// How long who gives no limit waits.
    static final long FOR_EVER = Long.MAX_VALUE;

    private final Cell<?> cell;
    private final WhenFull whenFull;
    private final boolean drops;
    private final boolean queued;
    private final boolean records;
    private final BoundedQueue queue;
    private final @Nullable Comparator<Object> order;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    private Intake(Cell<?> cell, WhenFull whenFull, int capacity, @Nullable Comparator<Object> order, boolean records) {
        this.cell = cell;
        this.whenFull = whenFull;
        this.order = order;
        this.queue = new BoundedQueue(capacity, order, this::countedNotPlaced);
        this.drops = whenFull == WhenFull.DROP_OLDEST || whenFull == WhenFull.DROP_NEWEST;
        this.queued = drops || order != null;
        this.records = records;
    }

    /// The intake that a mailbox asks for, or null if it needs none.
    @SuppressWarnings("unchecked") // what is compared are the actor's messages
    static @Nullable Intake of(Cell<?> cell, Mailbox<?> mailbox, boolean records) {
        if (mailbox.capacity() == Integer.MAX_VALUE && mailbox.order() == null && !records) return null;
        return new Intake(cell, mailbox.whenFull(), mailbox.capacity(), (Comparator<Object>) mailbox.order(), records);
    }

    /// Sends from within a turn.
    ///
    /// @param waitNanos how long the sender waits for room, if it can
    SendResult put(Object sent, long waitNanos) {
        Object slot = slot(sent);
        if (drops) queue.force();
        else
            if (!queue.reserve())
                return whenFull == WhenFull.SUSPEND && waitNanos > 0 ? await(slot, waitNanos) : SendResult.FULL;
        return enter(slot);
    }

    private Object slot(Object sent) {
        return records ? Enveloped.from(cell.home.currentName(), sent) : sent;
    }

    private SendResult enter(Object slot) {
        if (!queued) cell.lane.put(cell, slot);
        else if (add(slot, true)) cell.lane.put(cell, Control.NEXT);
        return SendResult.ACCEPTED;
    }

    /// Adds to the queue, and drops what is too much. A message that the order can't place is a dead letter, and the failure
    /// is reported.
    ///
    /// @return false if the message was not placed
    private boolean add(Object slot, boolean held) {
        if (!held) queue.addOutside(slot);
        else try {
            queue.add(slot);
        } catch (Throwable t) {
            countedNotPlaced(slot, t);
            return false;
        }
        trim(held, slot);
        return true;
    }

    private void countedNotPlaced(Object slot, Throwable t) {
        if (Enveloped.counts(slot)) release();
        notPlaced(slot, t);
    }

    private void notPlaced(Object slot, Throwable t) {
        cell.home.reports.failure(new Failure(cell.name(), Wrapped.unwrap(slot).getClass(), t));
        cell.home.fatal(t);
        drop(slot, DeadLetter.Reason.UNDELIVERABLE);
    }

    /// What keeps messages that the actor was given and hasn't taken: in the same order.
    Backlog newBacklog() {
        return order == null ? new ArrivalBacklog() : new OrderedBacklog(order);
    }

    /// Has a message kept, which stays counted. One that the order can't place among the others is a dead letter, as in
    /// [#add].
    void keep(Backlog kept, Object slot) {
        try {
            kept.add(slot);
        } catch (Throwable t) {
            countedNotPlaced(slot, t);
        }
    }

    /// Drops what is too much, but not the message just added: if there is no other here, the actor's next turn drops what it
    /// has passed over.
    ///
    /// @param held whether the caller holds the lane, and may drop what the actor has passed over
    private void trim(boolean held, @Nullable Object added) {
        while (drops && queue.claimExcess()) {
            Object dropped = whenFull == WhenFull.DROP_OLDEST ? oldest(held, added != null) : newestButOne(held);
            if (dropped == null) {
                queue.force();
                return;
            }
            drop(dropped, DeadLetter.Reason.FULL);
        }
    }

    private @Nullable Object oldest(boolean held, boolean added) {
        Object kept = held ? cell.dropKept(true) : null;
        return kept != null ? kept : queue.pollEnd(true, added, Enveloped::counts);
    }

    private @Nullable Object newestButOne(boolean held) {
        Object before = queue.pollEnd(false, true, Enveloped::counts);
        return before == null && held ? cell.dropKept(false) : before;
    }

    private void drop(Object slot, DeadLetter.Reason reason) {
        Reply<?> reply = Enveloped.replyOf(slot);
        if (reply != null) reply.refused();
        cell.home.reports.deadLetter(cell.name(), Wrapped.unwrap(slot), reason);
    }

    private SendResult await(Object slot, long nanos) {
        Home home = cell.home;
        if (Enveloped.replyOf(slot) != null) {
            waiting.add(slot);
            return SendResult.ACCEPTED;
        }
        Party sender = home.running();
        Strand strand = sender == null ? null : strandOf(sender, slot);
        if (sender == null || strand == null) return SendResult.FULL;
        RoomWait wait = new RoomWait(sender, cell, slot);
        Circles.refuse(sender, wait, "sends to", cell);
        if (nanos < FOR_EVER) wait.timer = sender.lane.putAt(home.clock.nanoTime() + nanos, sender, wait);
        waiting.add(wait);
        home.senders.increment();
        try {
            strand.suspend(wait);
        } catch (Throwable t) {
            // unwound: nobody is left to be told
            if (wait.result == null) drop(slot, DeadLetter.Reason.FULL);
            // unwound after the target had stopped and before it could say so
            if (wait.result == SendResult.STOPPED) home.undelivered(cell, slot);
            throw t;
        } finally {
            home.senders.decrement();
        }
        SendResult result = wait.result;
        return result == null ? SendResult.FULL : result;
    }

    /// The stack of who sends, if it can wait here.
    private @Nullable Strand strandOf(Party sender, Object slot) {
        Strand strand = sender.strand();
        if (strand == null || sender == cell || !strand.runsHere() || !sender.canWait()) return null;
        try {
            sender.refuseToWait(false);
        } catch (Throwable t) {
            drop(slot, DeadLetter.Reason.FULL);
            throw t;
        }
        return strand;
    }

    /// Sends from a turn on another lane.
    SendResult putAcross(Object sent, long waitNanos) {
        Object slot = slot(sent);
        SendResult now = putSlotOutside(slot);
        if (now != SendResult.FULL || whenFull != WhenFull.SUSPEND || waitNanos == 0) return now;
        if (Enveloped.replyOf(slot) != null) {
            cell.home.send(cell, new Knock(slot), false);
            return SendResult.ACCEPTED;
        }
        Party sender = cell.home.running();
        Strand strand = sender == null ? null : strandOf(sender, slot);
        return sender == null || strand == null ? SendResult.FULL : awaitAcross(sender, strand, slot, waitNanos);
    }

    private SendResult awaitAcross(Party sender, Strand strand, Object slot, long nanos) {
        Home home = cell.home;
        Across wait = new Across(sender, cell, slot);
        Knock knock = wait.knock;
        Circles.refuse(sender, wait, "sends to", cell);
        if (nanos < FOR_EVER) wait.timer = sender.lane.putAt(home.clock.nanoTime() + nanos, sender, wait);
        home.senders.increment();
        try {
            home.send(cell, knock, false);
            if (!wait.register(knock.result())) strand.suspend(wait);
            else {
                strand.announce(null);
                if (wait.timer != null) sender.lane.cancel(wait.timer);
            }
        } catch (Throwable t) {
            // unwound: nobody is left to be told
            if (knock.claim()) leave(knock, DeadLetter.Reason.FULL);
            else
                if (!(t instanceof DeadlockException) && knock.result().join() != SendResult.ACCEPTED)
                    home.undelivered(cell, slot);
            throw t;
        } finally {
            home.senders.decrement();
        }
        Throwable refused = wait.failure();
        if (refused instanceof DeadlockException circle) {
            drop(slot, DeadLetter.Reason.FULL);
            throw circle;
        }
        if (wait.done() || !knock.claim()) return knock.result().join(); // whoever has claimed it tells at once
        leave(knock, null);
        return SendResult.FULL;
    }

    /// A message that its sender has taken back doesn't wait any more.
    private void leave(Knock knock, DeadLetter.@Nullable Reason reason) {
        if (reason != null) drop(knock.slot, reason);
        cell.home.inTurnOf(cell, () -> waiting.remove(knock));
    }

    /// Any thread.
    private SendResult putSlotOutside(Object slot) {
        if (drops) queue.force();
        else if (!queue.reserve()) return SendResult.FULL;
        if (!queued) cell.home.send(cell, slot, false);
        else if (add(slot, false)) cell.home.send(cell, Control.NEXT, false);
        return SendResult.ACCEPTED;
    }

    /// Sends from outside, and waits for room. Any thread but one that holds the lane.
    SendResult awaitOutside(Object sent, long nanos) {
        Object slot = slot(sent);
        SendResult now = putSlotOutside(slot);
        if (now != SendResult.FULL || whenFull != WhenFull.SUSPEND || nanos == 0) return now;
        Knock knock = new Knock(slot);
        cell.home.send(cell, knock, false);
        SendResult result = knock.await(cell.home.driving(), nanos);
        if (result != null) return result;
        leave(knock, null);
        return cell.home.isClosing() ? SendResult.CLOSED : SendResult.FULL;
    }

    /// A thread outside waits for room.
    void knocked(Knock knock) {
        if (cell.stops()) refuse(knock);
        else if (waiting.isEmpty() && queue.reserve()) {
            if (knock.claim()) letIn(knock);
            else release();
        } else {
            waiting.add(knock);
            refuseCircle(knock);
        }
    }

    /// Only now it is sure that the sender waits: whoever closes a circle with that finds it, or it is found here.
    private void refuseCircle(Knock knock) {
        Across wait = knock.across;
        if (wait == null) return;
        knock.stands();
        DeadlockException circle = Circles.closedBy(wait.sender, "sends to", List.of(cell));
        if (circle == null || !knock.claim()) return;
        waiting.remove(knock);
        knock.fail(circle);
    }

    /// Lets the message of a thread outside in, into the place that is counted already.
    private void letIn(Knock knock) {
        try {
            enter(knock.slot);
        } finally {
            knock.tell(SendResult.ACCEPTED);
        }
    }

    /// The message that is the actor's next; null if one was dropped.
    @Nullable Object next() {
        trim(true, null);
        return queue.poll();
    }

    /// A message was taken: its place is for the first that waits.
    void release() {
        Object first = cell.stops() ? null : waiting.poll();
        while (first instanceof Knock knock && !knock.claim()) first = waiting.poll();
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

    /// Gives a message that isn't counted its place among the others, if they stand in a queue: where one of them comes up
    /// at another's entry, this one would overtake it.
    ///
    /// @return false if they don't
    boolean places(Enveloped slot) {
        if (!queued) return false;
        try {
            queue.add(slot);
            cell.lane.put(cell, Control.NEXT);
        } catch (Throwable t) {
            notPlaced(slot, t);
        }
        return true;
    }

    /// Takes out a message that isn't counted.
    void remove(Enveloped slot) {
        if (queued) queue.remove(slot);
    }

    /// Counts a message that comes back, room or not.
    void force() {
        queue.force();
    }

    /// Counts a stashed message.
    ///
    /// @return whether there was room
    boolean reserve() {
        return queue.reserve();
    }

    /// The asker of a question doesn't wait any more: nor does the question, for room.
    void withdraw(Reply<?> reply) {
        for (Object slot : waiting) {
            if (slot instanceof Knock knock ? knock.reply() != reply : Enveloped.replyOf(slot) != reply) continue;
            waiting.remove(slot);
            if (!(slot instanceof Knock knock)) drop(slot, DeadLetter.Reason.FULL);
            else if (knock.claim()) drop(knock.slot, DeadLetter.Reason.FULL);
            return;
        }
    }

    /// A sender doesn't wait any more.
    void forget(RoomWait wait) {
        waiting.remove(wait);
    }

    /// Makes what is queued dead letters.
    void drain() {
        for (Object slot = queue.poll(); slot != null; slot = queue.poll()) {
            if (Enveloped.counts(slot)) queue.release();
            cell.home.undelivered(cell, slot);
        }
    }

    /// The actor stops: nobody who waits for room gets any, however long it takes to end.
    void refuseWaiting() {
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
        if (!knock.claim()) return;
        if (knock.reply() != null) cell.home.undelivered(cell, knock.slot);
        knock.tell(cell.home.isClosing() ? SendResult.CLOSED : SendResult.STOPPED);
    }

    int count() {
        return queue.count();
    }

    String fill() {
        return queue.count() + "/" + queue.capacity();
    }
}
