package dev.troupe.routing;

import dev.troupe.ActorRef;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Any of them, with the same chance. The sequence depends on the seed alone, however many threads take from it.
final class AtRandom<M> implements Routing<M> {
    private final AtomicLong state;

    AtRandom(long seed) {
        state = new AtomicLong(seed);
    }

    @Override
    public int choose(List<ActorRef<M>> workers, M message, BitSet passed) {
        long bits = Mix.of(state.getAndAdd(Mix.GOLDEN) + Mix.GOLDEN) >>> 1;
        int nth = (int) (bits % (workers.size() - passed.cardinality()));
        int at = passed.nextClearBit(0);
        while (nth-- > 0) at = passed.nextClearBit(at + 1);
        return at;
    }
}
