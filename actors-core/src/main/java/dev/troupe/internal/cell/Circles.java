package dev.troupe.internal.cell;

import dev.troupe.DeadlockException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the circle that a new wait would close. Nearly everybody waits for at most one other, so that is a walk along a
/// chain; only where somebody waits for several it becomes a search.
///
/// *Several threads.* Who begins to wait announces that first and looks afterwards, both volatile: of those who together
/// close a circle, the last to announce sees all the others. What one thread sees of others' waits is of different moments, so
/// a circle that seems to be there is looked at once more before it is refused.
final class Circles {
    private Circles() {}

    /// Refuses a wait of `from` for `to` if `to` waits, directly or through others, for `from`.
    ///
    /// @param verb how `from` would wait
    static void refuse(Party from, Wait begun, String verb, @Nullable Party to) {
        if (to == null) return;
        announce(from, begun);
        for (Party party = to; party != null;) {
            Wait wait = waiting(party);
            if (party == from || wait != null && wait.isForSeveral()) {
                throwIfAny(confirmed(from, verb, List.of(to)));
                return;
            }
            party = wait == null ? null : wait.waitsFor();
        }
    }

    /// Refuses a wait of `from` for all of several.
    static void refuse(Party from, Wait begun, String verb, List<Party> all) {
        announce(from, begun);
        throwIfAny(closedBy(from, verb, all));
    }

    private static void throwIfAny(@Nullable DeadlockException circle) {
        if (circle != null) throw circle;
    }

    /// The circle that a wait which was announced closes; null if it closes none. Any thread may ask.
    static @Nullable DeadlockException closedBy(Party from, String verb, List<Party> all) {
        return search(from, all) == null ? null : confirmed(from, verb, all);
    }

    private static void announce(Party from, @Nullable Wait wait) {
        Strand strand = from.strand();
        if (strand != null) strand.announce(wait);
    }

    /// What was seen may have been gone before all of it was seen; and who else closes the same circle at the same time
    /// sees it, too. So one after the other looks again, twice: what was there both times was there all the time between.
    ///
    /// @return null if it was none
    private static @Nullable DeadlockException confirmed(Party from, String verb, List<Party> all) {
        synchronized (from.home.circles) {
            Step last = search(from, all);
            if (last == null || !isStill(last)) return null;
            announce(from, null);
            return refusal(from, verb, last);
        }
    }

    private static boolean isStill(Step last) {
        for (Step step = last; step.before != null; step = step.before) {
            Step before = step.before;
            if (before.wait == null || waiting(before.party) != before.wait
                    || !before.wait.waitsForAll().contains(step.party))
                return false;
        }
        return true;
    }

    private static DeadlockException refusal(Party from, String verb, Step last) {
        StringBuilder text = new StringBuilder();
        Step step = last;
        for (Step before = step.before; before != null; before = step.before) {
            if (before.wait != null)
                text.insert(0, before.party.name() + " " + before.wait.towards(step.party) + ", ");
            step = before;
        }
        String target = step.party.name();
        return new DeadlockException(text + from.name() + " " + verb + " " + target, target);
    }

    /// How a search came to a party, and what that one waits for, if the search went on from there.
    private static final class Step {
        final Party party;
        final @Nullable Step before;
        @Nullable Wait wait;

        Step(Party party, @Nullable Step before) {
            this.party = party;
            this.before = before;
        }
    }

    /// The shortest way from one of several to `to`, its end first.
    private static @Nullable Step search(Party to, List<Party> starts) {
        Set<Party> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Step> open = new ArrayDeque<>();
        for (Party start : starts) open.add(new Step(start, null));
        for (Step step = open.poll(); step != null; step = open.poll()) {
            if (step.party == to) return step;
            if (!seen.add(step.party)) continue;
            Wait wait = waiting(step.party);
            step.wait = wait;
            if (wait == null) continue;
            for (Party next : wait.waitsForAll()) open.add(new Step(next, step));
        }
        return null;
    }

    private static @Nullable Wait waiting(Party party) {
        Strand strand = party.strand();
        return strand == null ? null : strand.edge();
    }

    /// Whether a party, or whom it waits for, waits for room.
    static boolean endsAtSender(Party party) {
        for (Party next = party; next != null;) {
            Wait wait = waiting(next);
            if (wait != null && wait.isForRoom()) return true;
            next = wait == null ? null : wait.waitsFor();
        }
        return false;
    }

    /// The senders that wait for room when nothing is left to do, and whom they wait for.
    static @Nullable DeadlockException stuckSenders(Home home) {
        Set<String> waits = new LinkedHashSet<>();
        String target = "";
        for (Party party : home.parties().sorted(Comparator.comparing(Party::name)).toList()) {
            Wait wait = party.waiting();
            if (wait == null || !wait.isForRoom() || wait.timer != null || isReleasedByTime(wait)) continue;
            waits.add(party.describe());
            Party full = wait.waitsFor();
            if (full == null) continue;
            target = full.name();
            waits.add(full.describe());
        }
        return waits.isEmpty() ? null : new DeadlockException(String.join(", ", waits), target);
    }

    /// Whether whoever has to make room, or whom that one waits for, waits for a timer or is about to go on.
    private static boolean isReleasedByTime(Wait wait) {
        for (Party next = wait.waitsFor(); next != null;) {
            if (next instanceof Cell<?> cell && cell.life.waitsForTime()) return true;
            Wait its = next.waiting();
            if (its == null) return false;
            if (its.timer != null) return true;
            next = its.waitsFor();
        }
        return false;
    }
}
