package dev.troupe.internal.cell;

import dev.troupe.DeadLetter;
import dev.troupe.internal.coroutine.Chain;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Messages that the library has an actor make for itself, by the actor's own code and in its own turn: what that code throws
/// the actor throws.
final class Notices {
    private Notices() {}

    /// A message that passes any bound: of a watch, of a link, of a child.
    ///
    /// @param watch what it tells of, if it can be taken back
    static @Nullable Chain of(Cell<?> cell, Supplier<?> make, Tie.@Nullable Watch watch) {
        return of(cell, make, watch, false);
    }

    /// What a supervisor is told of a child.
    static @Nullable Chain of(Cell<?> cell, Notice notice) {
        return of(cell, notice.make, null, true);
    }

    private static @Nullable Chain of(Cell<?> cell, Supplier<?> make, Tie.@Nullable Watch watch, boolean ofChild) {
        Life<?> life = cell.life;
        if (life.endsForGood()) return null;
        boolean unwinds = life.unwinds();
        Role<?> role = cell.role();
        Enveloped slot;
        try {
            Object message = make.get();
            cell.checkClass(message);
            slot = ofChild ? Enveloped.ofChild(message) : Enveloped.notice(message, watch);
        } catch (Throwable t) {
            if (watch != null) cell.ties().taken(watch);
            return role.crash(t);
        }
        if (watch != null) watch.waiting = slot;
        if (!unwinds && life.unwinds() && role.strand() == null) {
            // a handler that has stopped itself there gets no further message, and has no turn of its own to end in
            role.keep(slot);
            return life.proceed();
        }
        Intake intake = cell.intake();
        return intake != null && intake.places(slot) ? null : role.message(slot);
    }

    /// The outcome of a question that the actor went on beside: sent to itself like any message.
    static @Nullable Chain of(Cell<?> cell, Outcome outcome) {
        if (!cell.asking().close(outcome) || cell.stops()) {
            late(cell, outcome);
            return null;
        }
        try {
            cell.send(Objects.requireNonNull(outcome.message(),
                    "an outcome's message must not be null: message=null"), true);
        } catch (Throwable t) {
            return cell.role().crash(t);
        }
        // a handler that was told to stop there has no turn of its own to end in
        return cell.role().strand() == null ? cell.life.proceed() : null;
    }

    /// An answer that nobody waits for any more.
    static void late(Cell<?> cell, Outcome outcome) {
        Object answer = outcome.answer();
        if (answer != null)
            cell.home.reports.deadLetter("reply to " + cell.name(), answer, DeadLetter.Reason.LATE_REPLY);
    }

    /// The limit of such a question is over.
    static @Nullable Chain over(Cell<?> cell, Outcome outcome) {
        return outcome.place >= 0 && outcome.expires() ? of(cell, outcome) : null;
    }
}
