package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import org.jspecify.annotations.Nullable;

/// After the last turn, perhaps while children still end: what comes late is a dead letter.
final class Over<M> extends Role<M> {
    Over(Cell<M> cell) {
        super(cell);
    }

    @Override
    @Nullable Chain message(Object message) {
        cell.loses(message);
        return null;
    }

    @Override
    @Nullable Chain signal(Signal signal) {
        return null;
    }

    @Override
    @Nullable Chain unwind() {
        return null;
    }

    @Override
    @Nullable Chain crash(Throwable t) {
        return null;
    }

    @Override
    boolean isOver() {
        return true;
    }
}
