package dev.troupe.internal.cell;

import dev.troupe.spi.ActorQuery;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/// How many messages actors take in a time: since a look that is a second old or older. Kept only once somebody has asked for the
/// busiest ones. Any thread.
final class Rates {
    private static final long APART_NANOS = 1_000_000_000;

    private Map<Cell<?>, Long> before = Map.of(); // guarded by this
    private Map<Cell<?>, Long> last = Map.of(); // guarded by this
    private long lastNanos; // guarded by this

    /// What to sort by for that query.
    synchronized ToLongFunction<Cell<?>> now(Home home, ActorQuery query) {
        if (query.order() != ActorQuery.Order.RATE) return cell -> 0;
        long now = System.nanoTime();
        if (last.isEmpty() || now - lastNanos >= APART_NANOS) {
            before = last;
            Map<Cell<?>, Long> taken = new HashMap<>(home.registry.size());
            home.registry.forEach(cell -> taken.put(cell, home.watching.processed(cell)));
            last = taken;
            lastNanos = now;
        }
        Map<Cell<?>, Long> since = before;
        return cell -> home.watching.processed(cell) - since.getOrDefault(cell, 0L);
    }
}
