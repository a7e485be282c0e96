package dev.troupe.internal.cell;

import dev.troupe.DeadlockException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the circle that a new wait would close. Everybody waits for at most one thing, so it is a walk along a chain.
final class Circles {
    private Circles() {}

    /// Refuses a wait of `from` for `to` if `to` waits, directly or through others, for `from`.
    ///
    /// @param verb how `from` would wait
    static void refuse(Party from, String verb, @Nullable Party to) {
        StringBuilder text = new StringBuilder();
        for (Party party = to; party != null;) {
            if (party == from) {
                text.append(from.name()).append(' ').append(verb).append(' ').append(to == null ? "" : to.name());
                throw new DeadlockException(text.toString(), to == null ? "" : to.name());
            }
            Strand strand = party.strand();
            Wait wait = strand == null ? null : strand.waiting();
            if (wait == null) return;
            text.append(party.name()).append(' ').append(wait).append(", ");
            party = wait.waitsFor();
        }
    }

    /// The senders that wait for room when nothing is left to do, and whom they wait for.
    static @Nullable DeadlockException stuckSenders(Home home) {
        Set<String> waits = new LinkedHashSet<>();
        String target = "";
        for (Party party : home.parties().sorted(Comparator.comparing(Party::name)).toList()) {
            Strand strand = party.strand();
            if (strand == null || !(strand.waiting() instanceof RoomWait wait) || wait.timer != null
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
            Strand strand = next.strand();
            Wait its = strand == null ? null : strand.waiting();
            if (its == null) return false;
            if (its.timer != null) return true;
            next = its.waitsFor();
        }
        return false;
    }
}
