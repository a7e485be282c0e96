package dev.troupe.routing;

import dev.troupe.ActorRef;
import dev.troupe.internal.oversight.Counted;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Who has least to do. Equals take turns, so that idle workers all get some: the one behind the last chosen is looked at
/// first. Threads that choose at the same moment may lose such a place, which does no harm.
final class LeastLoaded<M> implements Routing<M> {
    private final AtomicInteger next = new AtomicInteger();

    /// @throws IllegalArgumentException if the mailbox of one doesn't count
    LeastLoaded(List<ActorRef<M>> workers) {
        for (ActorRef<M> worker : workers)
            if (load(worker) < 0)
                throw new IllegalArgumentException(
                        "the workers' mailboxes must count, as bounded ones do: worker=" + worker.name()
                                + ", mailbox=unbounded");
    }

    @Override
    public int choose(List<ActorRef<M>> workers, M message, BitSet passed) {
        int size = workers.size();
        int first = next.get();
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            int at = (first + i) % size;
            if (passed.get(at)) continue;
            int load = load(workers.get(at));
            if (best >= 0 && load >= least) continue;
            best = at;
            least = load;
        }
        next.set((best + 1) % size);
        return best;
    }

    private static int load(ActorRef<?> worker) {
        return worker instanceof Counted counted ? counted.load() : -1;
    }
}
