package dev.troupe.internal.cell;

import dev.troupe.ExitReason;
import dev.troupe.Handler;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.ArrivalBacklog;
import dev.troupe.internal.mailbox.Backlog;
import dev.troupe.internal.mailbox.Wrapped;
import org.jspecify.annotations.Nullable;

/// A handler: called for each message, on the thread that holds the lane.
///
/// It has a backlog only if messages were there before it was: those go first, one at each entry of the role's own signal, and
/// messages that come meanwhile go behind them. The signal is the role's own, so that what a life leaves in the deque is
/// nothing to the next, which has begun anew.
final class HandlerRole<M> extends Role<M> {
    private final Context<M> context;
    private Handler<M> handler;
    private @Nullable Stash stash;
    /// The message of this turn, while it counts as not taken; only if messages are counted, for a store costs a hop.
    private @Nullable Object inHand;
    private @Nullable Drain drain;

    HandlerRole(Cell<M> cell, Handler<M> handler, @Nullable Backlog inherited) {
        super(cell);
        this.context = new Context<>(cell);
        this.handler = handler;
        if (inherited == null || inherited.isEmpty()) return;
        backlog = inherited;
        cell.lane.put(cell, drain());
    }

    void become(Handler<M> next) {
        handler = next;
    }

    @Override
    @Nullable Chain message(Object message) {
        if (backlog == null) handle(message);
        else if (cell.stops()) cell.loses(message);
        else keep(message);
        return null;
    }

    @Override
    @Nullable Chain signal(Signal signal) {
        if (signal == drain) takeKept();
        return null;
    }

    private Drain drain() {
        Drain mine = drain;
        if (mine == null) drain = mine = new Drain();
        return mine;
    }

    @Override
    @Nullable Chain unwind() {
        cell.life.over(null, null);
        return null;
    }

    private void takeKept() {
        Backlog kept = backlog;
        if (kept == null) return;
        Object message = kept.take();
        if (kept.isEmpty()) backlog = null;
        else cell.lane.put(cell, drain());
        if (message != null) handle(message);
    }

    /// Puts the message in hand, or another, aside.
    void stash(M message) {
        Intake own = cell.intake();
        if (message == inHand) inHand = null;
        else
            if (own != null && !own.reserve())
                throw new IllegalStateException(
                        "what is stashed must fit the mailbox: actor=" + cell.name() + ", mailbox full " + cell.fill());
        Stash mine = stash;
        if (mine == null) stash = mine = new Stash();
        mine.messages.add(message);
        cell.accepted++; // it will be taken once more
        mine.last = message;
    }

    @Override
    boolean hasPutAside(Object slot) {
        return stash != null && stash.last == Wrapped.unwrap(slot);
    }

    /// The message in hand keeps its place in the mailbox's count.
    @Override
    void givesBack(Object slot) {
        cell.accepted++;
        inHand = null;
    }

    /// Has all that was put aside handled next, in order, before what waits.
    void unstash() {
        if (stashed() == 0 || stash == null) return;
        Backlog behind = backlog;
        boolean draining = behind != null;
        backlog = (behind == null ? cell.newBacklog() : behind).behind(stash.messages);
        stash.messages = new ArrivalBacklog();
        if (!draining) cell.lane.putFirst(cell, drain());
    }

    @Override
    boolean isDrained() {
        return backlog == null || backlog.isEmpty(); // a message may have been taken back
    }

    /// Lets the handler clean up.
    void terminate(ExitReason reason) {
        try {
            handler.terminate(context, reason);
        } catch (Throwable t) {
            cell.life.crashedCleaningUp(t);
        } finally {
            Thread.interrupted();
        }
    }

    /// Whether the message in hand still has its place in the mailbox's count. Any thread, without order.
    boolean countsInHand() {
        return inHand != null;
    }

    int stashed() {
        return stash == null ? 0 : stash.messages.size();
    }

    /// What was put aside.
    private static final class Stash {
        Backlog messages = new ArrivalBacklog();
        /// The last of them, if that was in this turn.
        @Nullable Object last;
    }

    @Override
    @Nullable Backlog left() {
        unstash();
        return backlog;
    }

    @SuppressWarnings("unchecked") // its class was tested when it was sent
    private void handle(Object slot) {
        Object message = slot instanceof Enveloped enveloped ? cell.took(enveloped) : slot;
        if (stash != null) stash.last = null;
        boolean counted = cell.intake() != null && Enveloped.counts(slot);
        if (counted) inHand = message;
        long begun = (++cell.processed & cell.mask) == 0 ? cell.watched(slot) : 0;
        try {
            handler.handle(context, (M) message);
        } catch (Throwable t) {
            cell.life.crashed(t, slot);
            return;
        } finally {
            // the thread is lent: a status that this actor restored is not for the next
            Thread.interrupted();
            if (counted) makeRoom();
            if (begun != 0) cell.home.watching.timed(cell, begun);
        }
        if (cell.disturbed) cell.life.afterHandling();
    }

    private void makeRoom() {
        if (inHand != null) cell.made();
        inHand = null;
    }
}
