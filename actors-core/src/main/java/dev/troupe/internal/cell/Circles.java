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
final class Circles {
    private Circles() {}

    /// Refuses a wait of `from` for `to` if `to` waits, directly or through others, for `from`.
    ///
    /// @param verb how `from` would wait
    static void refuse(Party from, String verb, @Nullable Party to) {
        for (Party party = to; party != null;) {
            Wait wait = waiting(party);
            if (party == from || wait != null && wait.isForSeveral()) {
                refuse(from, verb, List.of(to));
                return;
            }
            party = wait == null ? null : wait.waitsFor();
        }
    }

    /// Refuses a wait of `from` for all of several.
    static void refuse(Party from, String verb, List<Party> all) {
        Step last = search(from, all);
        if (last == null) return;
        StringBuilder text = new StringBuilder();
        Step step = last;
        for (Step before = step.before; before != null; before = step.before) {
            Wait wait = waiting(before.party);
            if (wait != null) text.insert(0, before.party.name() + " " + wait.towards(step.party) + ", ");
            step = before;
        }
        String target = step.party.name();
        throw new DeadlockException(text + from.name() + " " + verb + " " + target, target);
    }

    /// How a search came to a party.
    private record Step(Party party, @Nullable Step before) {}

    /// The shortest way from one of several to `to`, its end first.
    private static @Nullable Step search(Party to, List<Party> starts) {
        Set<Party> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Step> open = new ArrayDeque<>();
        for (Party start : starts) open.add(new Step(start, null));
        for (Step step = open.poll(); step != null; step = open.poll()) {
            if (step.party == to) return step;
            if (!seen.add(step.party)) continue;
            Wait wait = waiting(step.party);
            if (wait == null) continue;
            for (Party next : wait.waitsForAll()) open.add(new Step(next, step));
        }
        return null;
    }

    private static @Nullable Wait waiting(Party party) {
        Strand strand = party.strand();
        return strand == null ? null : strand.waiting();
    }

    /// Whether a party, or whom it waits for, waits for room.
    static boolean endsAtSender(Party party) {
        for (Party next = party; next != null;) {
            Wait wait = waiting(next);
            if (wait instanceof RoomWait) return true;
            next = wait == null ? null : wait.waitsFor();
        }
        return false;
    }

    /// The senders that wait for room when nothing is left to do, and whom they wait for.
    static @Nullable DeadlockException stuckSenders(Home home) {
        Set<String> waits = new LinkedHashSet<>();
        String target = "";
        for (Party party : home.parties().sorted(Comparator.comparing(Party::name)).toList()) {
            if (!(waiting(party) instanceof RoomWait wait) || wait.timer != null
                    || isReleasedByTime(wait))
                continue;
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
            Wait its = waiting(next);
            if (its == null) return false;
            if (its.timer != null) return true;
            next = its.waitsFor();
        }
        return false;
    }
}
