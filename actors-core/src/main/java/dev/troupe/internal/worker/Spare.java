package dev.troupe.internal.worker;

import java.util.concurrent.locks.LockSupport;

/// A thread that joins a pool while all of its workers block; see [Relief]. It keeps nothing to itself, for it may block, too.
final class Spare<C> extends Worker<C> {
    private static final long PAUSE_NANOS = 1_000_000;
    /// Pauses after which it goes, when workers get on.
    private static final int STAYS = 100;

    private final Relief<C> relief;

    Spare(Pool<C> pool, String name, Relief<C> relief) {
        super(pool, name);
        this.relief = relief;
    }

    @Override
    public void run() {
        enter();
        for (int calm = 0; calm < STAYS && !pool.isClosed();) {
            ActorLane<C> lane = null;
            if (pool.isStuck()) {
                calm = 0;
                lane = pool.takeAny();
            } else calm++;
            if (lane != null) seeTo(lane);
            else LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        relief.left(this);
    }

    @Override
    void begun() {
        pool.activity.begin();
    }

    @Override
    void ended() {
        pool.activity.end();
    }

    @Override
    void outstanding(int change) {
        pool.activity.outstandingOutside(change);
    }

    @Override
    void push(ActorLane<C> lane) {
        pool.put(lane);
    }

    @Override
    void queue(ActorLane<C> lane) {
        pool.put(lane);
    }
}
