package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Driver;
import dev.troupe.internal.scheduler.DequeScheduler;
import org.jspecify.annotations.Nullable;

/// Where coroutines and the scheduler meet: neither knows the other.
class CellDriver extends Driver {
    private final DequeScheduler<Chain> scheduler;

    CellDriver(DequeScheduler<Chain> scheduler) {
        super(scheduler.token);
        this.scheduler = scheduler;
    }

    @Override
    protected @Nullable Chain next() {
        return scheduler.next();
    }

    @Override
    protected void blocked(Chain chain) {
        scheduler.outstanding(1);
        if (chain.owner() instanceof Cell<?> cell) cell.life.blocked();
    }

    @Override
    protected void ended(Chain chain) {
        if (chain.owner() instanceof Party owner) owner.bodyEnded();
    }

    @Override
    protected void unblocked(Chain chain) {
        if (chain.owner() instanceof Party owner) scheduler.putOutside(owner, new Unblocked(chain), false);
    }
}
