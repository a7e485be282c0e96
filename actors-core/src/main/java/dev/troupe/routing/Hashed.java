package dev.troupe.routing;

import dev.troupe.ActorRef;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// The same key to the same worker.
///
/// *Why few keys move.* Each worker has a score for each key, made of the key's hash and the worker's name, and the highest
/// gets it. One more worker takes only the keys for which it is the highest; one less leaves only those that it had, and
/// they spread over all the others. No table has to be kept, and the order of the workers doesn't matter.
final class Hashed<M> implements Routing<M> {
    private final Function<? super M, ?> key;
    private final long[] names;

    Hashed(List<ActorRef<M>> workers, Function<? super M, ?> key) {
        this.key = Objects.requireNonNull(key, "what gives the key must not be null: key=null");
        this.names = workers.stream().mapToLong(worker -> mixed(worker.name())).toArray();
    }

    /// Not the name's hash code: names that share it would have the same scores, and all but one of them no work.
    private static long mixed(String name) {
        long mixed = name.length();
        for (int at = 0; at < name.length(); at++) mixed = Mix.of(mixed + Mix.GOLDEN + name.charAt(at));
        return mixed;
    }

    @Override
    public int choose(List<ActorRef<M>> workers, M message, BitSet passed) {
        Object of = Objects.requireNonNull(key.apply(message), "a message's key must not be null: key=null");
        long hash = Mix.of(of.hashCode() + Mix.GOLDEN);
        int best = -1;
        long highest = 0;
        for (int at = passed.nextClearBit(0); at < names.length; at = passed.nextClearBit(at + 1)) {
            long score = Mix.of(hash ^ names[at]);
            if (best >= 0 && score <= highest) continue;
            best = at;
            highest = score;
        }
        return best;
    }
}
