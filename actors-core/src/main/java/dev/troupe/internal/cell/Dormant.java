package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.Backlog;
import org.jspecify.annotations.Nullable;

/// Before the first turn, and between two lives: keeps what comes.
final class Dormant<M> extends Role<M> {
    Dormant(Cell<M> cell, @Nullable Backlog kept) {
        super(cell);
        backlog = kept;
    }

    @Override
    @Nullable Chain message(Object message) {
        keep(message);
        return null;
    }

    @Override
    @Nullable Chain signal(Signal signal) {
        return null;
    }

    @Override
    @Nullable Chain unwind() {
        cell.life.over(null, null);
        return null;
    }

    @Override
    boolean isOver() {
        return true;
    }
}
