package dev.troupe.internal.worker;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How an idle worker keeps watch over those that run; see [Pool].
final class Watch<C> {
    private static final long FIRST_NANOS = 100_000;
    private static final long LONGEST_NANOS = 1_000_000;

    private final Pool<C> pool;
    private final List<Worker<C>> workers;
    private final long[] rounds;
    private long nanos = FIRST_NANOS;

    Watch(Pool<C> pool, List<Worker<C>> workers) {
        this.pool = pool;
        this.workers = workers;
        this.rounds = new long[workers.size()];
        Arrays.fill(rounds, -1);
    }

    /// Sleeps, then looks once.
    ///
    /// @return what a worker that hasn't got on since the last look had to do, or null
    @Nullable ActorLane<C> look() {
        LockSupport.parkNanos(this, nanos);
        nanos = Math.min(nanos * 2, LONGEST_NANOS);
        ActorLane<C> found = null;
        for (int at = 0; at < rounds.length; at++) {
            Worker<C> worker = workers.get(at);
            long now = worker.rounds();
            if (now == rounds[at] && found == null) found = worker.stolenWhole();
            rounds[at] = now;
        }
        return found != null ? found : pool.takeShared(0);
    }
}
