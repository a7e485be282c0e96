package dev.troupe.supervision;

import dev.troupe.ActorRef;
import dev.troupe.ExitReason;
import dev.troupe.internal.oversight.Child;
import org.jspecify.annotations.Nullable;

/// A child's spec and what has become of the child: one place in a supervisor's [Roster].
///
/// | phase | child | |
/// |---|---|---|
/// | IDLE | none | not started yet, or terminated |
/// | STARTING | there | in its first turn |
/// | RUNNING | there | |
/// | HALTING | there | being unwound, to be started again |
/// | FALLEN | halted or none | has ended by itself or somebody else's doing; what to do about it is not decided yet |
/// | FAILED | halted or none | has crashed in its first turn |
/// | RESTARTING | halted or none | will be started when its turn comes, or the back-off is over |
/// | ENDING | there | being ended |
final class Entry {
    enum Phase {
        IDLE, STARTING, RUNNING, HALTING, FALLEN, FAILED, RESTARTING, ENDING
    }

    final ChildSpec spec;
    /// Whose life it belongs to. What was on its way when a supervisor began anew tells of children it has no more.
    final Roster roster;
    /// Grows along the roster.
    final long place;
    Phase phase = Phase.IDLE;
    /// Null if there is none, or none any more.
    @Nullable Child child;
    /// Its last child's, for answers.
    @Nullable ActorRef<?> ref;
    /// Why it fell or failed.
    ExitReason exit = new ExitReason.Normal();
    /// The back-off that its fall began.
    @Nullable RestartDue due;
    /// Its restarts in a row, with no life as long as the period in between, if back-off asks for their number.
    int row;
    long startedNanos;
    boolean warned;
    @Nullable Entry older;
    @Nullable Entry younger;

    Entry(ChildSpec spec, Roster roster, long place) {
        this.spec = spec;
        this.roster = roster;
        this.place = place;
    }

    /// What it crashed with, if it did.
    @Nullable Throwable cause() {
        return exit instanceof ExitReason.Failed failed ? failed.cause() : null;
    }

    /// Whether its last end is one after which it is restarted.
    boolean restarts() {
        return switch (spec.restart()) {
            case PERMANENT -> true;
            case TRANSIENT -> exit.isAbnormal();
            case TEMPORARY -> false;
        };
    }
}
