package dev.troupe.ops.internal.watch;

import dev.troupe.spi.ActorFigures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Mailboxes that are deep, and have grown over some ticks. One that is deep and shrinks is being seen to; and what is counted is the growth
/// from the first of those ticks to the last, since one that is filled and emptied in gusts goes up and down meanwhile.
final class GrowingMailboxes {
    /// From how many messages on.
    static final int DEEP = 1_000;
    /// From how many messages on it is an alarm.
    static final int ALARM = 100_000;
    /// Over how many ticks.
    static final int TICKS = 5;
    /// By what share of what it was.
    static final double GROWTH = 0.1;
    /// How many of the fullest are looked at.
    static final int MOST = 20;

    private Map<String, ArrayDeque<Integer>> depths = new HashMap<>();

    /// At a tick.
    ///
    /// @param fullest those with the fullest mailboxes; none if nobody's is deep
    List<Finding> look(List<ActorFigures> fullest) {
        Map<String, ArrayDeque<Integer>> still = new HashMap<>();
        List<Finding> found = new ArrayList<>();
        for (ActorFigures actor : fullest) {
            if (actor.depth() < DEEP) continue;
            ArrayDeque<Integer> past = depths.getOrDefault(actor.path(), new ArrayDeque<>());
            past.addLast(actor.depth());
            if (past.size() > TICKS + 1) past.removeFirst();
            still.put(actor.path(), past);
            int before = past.getFirst();
            if (past.size() > TICKS && actor.depth() >= before * (1 + GROWTH)) found.add(finding(actor, before));
        }
        depths = still;
        return found;
    }

    private static Finding finding(ActorFigures actor, int before) {
        String text = actor.path() + " has " + actor.depth() + " messages waiting, " + (actor.depth() - before)
                + " more than " + TICKS + " ticks ago";
        return new Finding("growing mailbox", actor.depth() >= ALARM, text, actor.path(), null, 0);
    }
}
