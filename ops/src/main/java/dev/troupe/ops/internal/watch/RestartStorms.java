package dev.troupe.ops.internal.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Actors that start anew again and again. Who it is is heard, and how many it are in all is counted, since more may come than can be
/// heard.
final class RestartStorms {
    /// Over how many ticks.
    static final int TICKS = 10;
    /// How many restarts of one actor in that time.
    static final int OF_ONE = 10;
    /// How many of all actors.
    static final int OF_ALL = 50;
    /// How many of either, in multiples, are an alarm.
    static final int ALARM = 5;
    private static final int MOST_NAMES = 1_000;

    private final ArrayDeque<Map<String, Integer>> heard = new ArrayDeque<>(); // of each tick
    private final ArrayDeque<Long> counted = new ArrayDeque<>(); // the sums
    private Map<String, Integer> fresh = new HashMap<>(); // guarded by this

    synchronized void restarted(String actor) {
        if (fresh.size() < MOST_NAMES || fresh.containsKey(actor)) fresh.merge(actor, 1, Integer::sum);
    }

    private synchronized Map<String, Integer> taken() {
        Map<String, Integer> taken = fresh;
        fresh = new HashMap<>();
        return taken;
    }

    /// At a tick.
    ///
    /// @param restarts of all, ever
    List<Finding> look(long restarts) {
        heard.addLast(taken());
        if (heard.size() > TICKS) heard.removeFirst();
        counted.addLast(restarts);
        if (counted.size() > TICKS + 1) counted.removeFirst();

        Map<String, Integer> sums = new HashMap<>();
        for (Map<String, Integer> tick : heard) tick.forEach((actor, count) -> sums.merge(actor, count, Integer::sum));
        List<Finding> found = new ArrayList<>();
        sums.forEach((actor, count) -> {
            if (count >= OF_ONE)
                found.add(finding(actor + " has started anew " + count, count >= OF_ONE * ALARM, actor));
        });
        long all = restarts - counted.getFirst();
        if (found.isEmpty() && all >= OF_ALL)
            found.add(finding("actors have started anew " + all, all >= OF_ALL * ALARM, null));
        return found;
    }

    private static Finding finding(String what, boolean alarm, @Nullable String actor) {
        return new Finding("restart storm", alarm, what + " times in " + TICKS + " ticks", actor, null, 0);
    }
}
