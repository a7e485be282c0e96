package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.Backlog;
import org.jspecify.annotations.Nullable;

/// What a cell does with what comes up in its turns. All methods but the constructor are called within a turn; what they
/// return is to be resumed to go on with the turn.
abstract class Role<M> {
    final Cell<M> cell;

    /// Messages delivered and not taken yet; made on first need.
    @Nullable Backlog backlog;

    Role(Cell<M> cell) {
        this.cell = cell;
    }

    /// A message's entry has come up.
    abstract @Nullable Chain message(Object message);

    /// A signal other than those the cell itself understands.
    abstract @Nullable Chain signal(Signal signal);

    /// The children have ended: end as well, and tell the cell by [Cell#over].
    abstract @Nullable Chain unwind();

    /// Whether it has a stack to unwind, which it may still need while the children end.
    boolean hasStack() {
        return false;
    }

    /// End without waiting for anything, and tell the cell by [Cell#over].
    @Nullable Chain kill() {
        return unwind();
    }

    /// What it waits for, in words; null if it doesn't wait.
    @Nullable Object waiting() {
        return null;
    }

    /// Interrupts what keeps the driving thread free but can't be resumed yet.
    void interruptIfBlocked() {}

    final void keep(Object message) {
        Backlog kept = backlog;
        if (kept == null) backlog = kept = new Backlog();
        kept.add(message);
    }
}
