package dev.troupe.ops.internal.meters;

import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.Totals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one poll has found, by what becomes a tag. Immutable.
///
/// @param batches turns by rounds of each scheduler since the poll before
record Figures(Totals totals, Map<String, GroupFigures> groups, Map<String, SchedulerFigures> schedulers,
        Map<String, Double> batches, Map<PoolName, PoolFigures> pools, Map<Crash, Long> failures) {

    /// What tells pools apart.
    record PoolName(String pool, String kind) {}

    /// What tells crashes apart.
    record Crash(String exception, String directive) {}

    /// Before the first poll.
    static final Figures NONE = new Figures(
            new Totals(0, 0, Map.of(), 0, 0, 0, 0, Map.of(), Map.of(), List.of(), 0, Map.of(), 0, 0, 0), Map.of(),
            Map.of(), Map.of(), Map.of(), Map.of());

    /// The figures of a poll. A pool that isn't shown any more keeps its counts, for counters don't go back.
    static Figures of(Totals totals, List<GroupFigures> groups, List<SchedulerFigures> schedulers,
            List<PoolFigures> pools, Figures before) {
        Map<String, GroupFigures> byGroup = new HashMap<>();
        groups.forEach(each -> byGroup.put(each.group(), each));
        Map<String, SchedulerFigures> byScheduler = new HashMap<>();
        schedulers.forEach(each -> byScheduler.merge(each.scheduler(), each, Merging::schedulers));
        Map<String, Double> batches = new HashMap<>();
        byScheduler.forEach((name, now) -> batches.put(name, batch(now, before.schedulers.get(name))));
        Map<PoolName, PoolFigures> byPool = new HashMap<>();
        pools.forEach(each -> byPool.merge(new PoolName(each.pool(), each.kind()), each, Merging::pools));
        before.pools.forEach((name, then) -> byPool.merge(name, Merging.gone(then), Merging::notLess));
        Map<Crash, Long> failures = new HashMap<>();
        totals.failures().forEach(each -> failures.merge(new Crash(each.exception(), each.directive()), each.count(),
                Long::sum));
        return new Figures(totals, byGroup, byScheduler, batches, byPool, failures);
    }

    private static double batch(SchedulerFigures now, @org.jspecify.annotations.Nullable SchedulerFigures then) {
        if (now.turns() < 0) return Double.NaN;
        long turns = now.turns() - (then == null ? 0 : then.turns());
        long rounds = now.rounds() - (then == null ? 0 : then.rounds());
        return rounds <= 0 ? 0 : (double) turns / rounds;
    }
}
