package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import org.jspecify.annotations.Nullable;

/// Before the first turn: keeps what comes early.
final class Unstarted<M> extends Role<M> {
    Unstarted(Cell<M> cell) {
        super(cell);
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
        cell.over(null, null);
        return null;
    }
}
