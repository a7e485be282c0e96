package dev.troupe.routing;

import dev.troupe.ActorRef;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One after the other. A place that was passed over is a turn taken, so that who stands behind one that has stopped doesn't
/// get the work of two.
final class RoundRobin<M> implements Routing<M> {
    private final AtomicInteger turns = new AtomicInteger();

    @Override
    public int choose(List<ActorRef<M>> workers, M message, BitSet passed) {
        int at = Math.floorMod(turns.getAndIncrement(), workers.size());
        // other threads take turns as well: so from here on, each place once
        for (int tries = 0; passed.get(at); tries++)
            at = tries < workers.size()
                    ? Math.floorMod(turns.getAndIncrement(), workers.size())
                    : passed.nextClearBit(0);
        return at;
    }
}
