package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Driver;
import dev.troupe.internal.scheduler.Lane;
import org.jspecify.annotations.Nullable;

/// Where coroutines and a lane meet: neither knows the other.
class CellDriver extends Driver {
    private final Lane<Chain> lane;

    CellDriver(Lane<Chain> lane) {
        super(lane);
        this.lane = lane;
    }

    @Override
    public Chain chain(Object owner, Runnable body) {
        return lane.hasOwnThread() ? chainOnOwnThread(owner, body) : super.chain(owner, body);
    }

    @Override
    protected @Nullable Chain next() {
        return lane.next();
    }

    @Override
    protected void blocked(Chain chain) {
        lane.outstanding(1);
        if (chain.owner() instanceof Cell<?> cell) cell.life.blocked();
    }

    @Override
    protected void ended(Chain chain) {
        if (chain.owner() instanceof Party owner) owner.bodyEnded();
    }

    @Override
    protected void unblocked(Chain chain) {
        if (chain.owner() instanceof Party owner) lane.putOutside(owner, new Unblocked(chain), false);
    }
}
