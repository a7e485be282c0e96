package dev.troupe.internal.cell;

import dev.troupe.Handler;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.Backlog;
import org.jspecify.annotations.Nullable;

/// A handler: called for each message, on the thread that holds the token.
///
/// It has a backlog only if messages were there before it was: those go first, one at each DRAIN entry, and messages that
/// come meanwhile go behind them.
final class HandlerRole<M> extends Role<M> {
    private final Context<M> context;
    private Handler<M> handler;
    private @Nullable Backlog stashed;
    /// The message of this turn, while it counts as not taken; only if messages are counted, for a store costs a hop.
    private @Nullable Object inHand;

    HandlerRole(Cell<M> cell, Handler<M> handler, @Nullable Backlog inherited) {
        super(cell);
        this.context = new Context<>(cell);
        this.handler = handler;
        if (inherited == null || inherited.isEmpty()) return;
        backlog = inherited;
        cell.home.scheduler.put(cell, Control.DRAIN);
    }

    void become(Handler<M> next) {
        handler = next;
    }

    @Override
    @Nullable Chain message(Object message) {
        if (backlog == null) handle(message);
        else keep(message);
        return null;
    }

    @Override
    @Nullable Chain signal(Signal signal) {
        if (signal == Control.DRAIN) drain();
        return null;
    }

    @Override
    @Nullable Chain unwind() {
        cell.over(null, null);
        return null;
    }

    private void drain() {
        Backlog kept = backlog;
        if (kept == null) return;
        Object message = kept.take();
        if (kept.isEmpty()) backlog = null;
        else cell.home.scheduler.put(cell, Control.DRAIN);
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
        Backlog aside = stashed;
        if (aside == null) stashed = aside = new Backlog();
        aside.add(message);
    }

    /// Has all that was put aside handled next, in order, before what waits.
    void unstash() {
        Backlog aside = stashed;
        stashed = null;
        if (aside == null) return;
        Backlog behind = backlog;
        boolean draining = behind != null;
        if (behind != null) behind.drain(aside::add);
        backlog = aside;
        if (!draining) cell.home.scheduler.putFirst(cell, Control.DRAIN);
    }

    int stashed() {
        return stashed == null ? 0 : stashed.size();
    }

    @Override
    @Nullable Backlog left() {
        unstash();
        return backlog;
    }

    @SuppressWarnings("unchecked") // its class was tested when it was sent
    private void handle(Object slot) {
        Object message = slot instanceof Asked ? cell.took(slot) : slot;
        boolean counted = cell.intake() != null;
        if (counted) inHand = message;
        try {
            handler.handle(context, (M) message);
        } catch (Throwable t) {
            cell.over(t, message.getClass());
            return;
        } finally {
            // the thread is lent: a status that this actor restored is not for the next
            Thread.interrupted();
            if (counted) makeRoom();
        }
        if (cell.stops()) cell.over(null, null);
    }

    private void makeRoom() {
        if (inHand != null) cell.made();
        inHand = null;
    }
}
