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
        if (!passed.get(at)) return at;
        // other threads have taken the turns between
        at = passed.nextClearBit(at);
        return at < workers.size() ? at : passed.nextClearBit(0);
    }
}
