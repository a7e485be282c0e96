package dev.troupe.internal.worker;

import java.util.concurrent.locks.LockSupport;

/// A thread that joins a pool while all of its workers block; see [Relief]. It keeps nothing to itself, for it may block, too.
final class Spare<C> extends Worker<C> {
    private static final long PAUSE_NANOS = 1_000_000;
    /// Pauses in a row after which it goes.
    private static final int STAYS = 100;

    private final Relief<C> relief;

    Spare(Pool<C> pool, String name, Relief<C> relief) {
        super(pool, name, 2);
        this.relief = relief;
        setContextClassLoader(pool.contextClassLoader());
    }

    @Override
    public void run() {
        born();
        enter();
        try {
            for (int calm = 0; calm < STAYS && !pool.isClosed(); calm++) {
                while (seesToOne()) calm = 0;
                LockSupport.parkNanos(this, PAUSE_NANOS);
                Thread.interrupted(); // meant for a turn that has ended
            }
        } finally {
            relief.left(this);
        }
    }

    private boolean seesToOne() {
        if (!pool.hasQueued() || !pool.isStuck()) return false;
        ActorLane<C> lane = pool.takeAny();
        if (lane != null) seeTo(lane);
        return lane != null;
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
