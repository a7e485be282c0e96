package dev.troupe.internal.cell;

import dev.troupe.DeadLetter;
import dev.troupe.Directive;
import dev.troupe.Envelope;
import dev.troupe.ExitReason;
import dev.troupe.RestartPolicy;
import dev.troupe.RestartType;
import dev.troupe.internal.mailbox.Wrapped;
import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.oversight.RestartWindow;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an actor that may have several lives keeps across them: its policy's account, and its supervisor. Others have none.
final class Fate {
    private final Cell<?> cell;
    private final RestartPolicy policy;
    private final RestartWindow window;
    private final @Nullable Recorder recorder;
    final @Nullable Overseen overseen;
    /// The next life is due: by the policy, or because the supervisor said so.
    boolean due;
    /// Whether the first turn of this life is over.
    private boolean started;
    private int restarts;
    /// Restarts without a long life between them.
    private int row;
    private long bornNanos;

    Fate(Cell<?> cell, RestartPolicy policy, int recorded, @Nullable Cell<?> supervisor, long place,
            @Nullable Function<? super ChildEvent, ?> event) {
        this.cell = cell;
        this.policy = policy;
        this.window = new RestartWindow(policy.restarts(), policy.period());
        this.recorder = recorded == 0 ? null : new Recorder(recorded);
        this.overseen = supervisor == null || event == null ? null : new Overseen(supervisor, cell, place, event);
    }

    /// Its supervisor starts it anew.
    void revived() {
        count();
    }

    private void count() {
        restarts++;
        cell.home.reports.restarted();
        cell.home.watching.restarted(cell, restarts);
    }

    void born() {
        due = false;
        started = false;
        bornNanos = cell.home.clock.nanoTime();
    }

    /// What becomes of the actor by its own policy, with the account kept.
    ///
    /// @param failure what it let out; null if it has ended normally
    Directive decide(@Nullable Throwable failure) {
        Directive directive = failure != null
                ? policy.directive(failure)
                : policy.type() == RestartType.PERMANENT ? Directive.RESTART : Directive.STOP;
        if (directive == Directive.STOP || directive == Directive.ESCALATE) return Directive.STOP;
        long now = cell.home.clock.nanoTime();
        if (!window.allow(now)) return Directive.STOP;
        row = window.next(row, now - bornNanos);
        due = true;
        count();
        return Directive.RESTART;
    }

    /// Whether a handler goes on after a failure. What else can't is restarted.
    boolean resumes(Throwable failure) {
        return policy.directive(failure) == Directive.RESUME;
    }

    boolean isOverseen() {
        return overseen != null;
    }

    boolean redelivers() {
        return policy.kills() > 0;
    }

    int restarts() {
        return restarts;
    }

    List<Envelope> last() {
        return recorder == null ? List.of() : recorder.last();
    }

    void record(Enveloped taken) {
        if (recorder != null) recorder.record(taken);
    }

    /// How long to wait before the next life.
    long pauseNanos() {
        return Durations.nanos("back-off", policy.backOff().delay(row, cell.home.random(cell)));
    }

    /// The message in hand at a crash, if the next life is to get it again; else it is quarantined.
    @Nullable Object again(@Nullable Object slot) {
        if (slot == null || slot instanceof Class<?> || !redelivers()) return null;
        int kills = Enveloped.kills(slot) + 1;
        if (kills < policy.kills()) return Enveloped.again(slot, kills);
        cell.home.reports.deadLetter(cell.name(), Wrapped.unwrap(slot), DeadLetter.Reason.QUARANTINED);
        return null;
    }

    void firstTurnOver() {
        started = true;
        if (overseen != null) overseen.tell(new ChildEvent.Started(overseen));
    }

    void halted(ExitReason reason) {
        if (overseen != null) overseen.tell(new ChildEvent.Halted(overseen, reason, started));
    }

    void ended(ExitReason reason) {
        if (overseen != null) overseen.tell(new ChildEvent.Ended(overseen, reason));
    }
}
