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

    /// End without waiting for anything, and tell the cell by [Cell#over].
    @Nullable Chain kill() {
        return unwind();
    }

    /// Its stack, if it has one, which it may still need while the children end.
    @Nullable Strand strand() {
        return null;
    }

    /// All that is kept, when the role is over.
    @Nullable Backlog left() {
        return backlog;
    }

    /// Whether a predicate looks through what is kept.
    boolean looksThrough() {
        return false;
    }

    /// Interrupts what keeps the driving thread free but can't be resumed yet.
    void interruptIfBlocked() {}

    final void keep(Object message) {
        Backlog kept = backlog;
        if (kept == null) backlog = kept = new Backlog();
        kept.add(message);
    }
}
