package dev.troupe.supervision;

import dev.troupe.Actor;
import dev.troupe.ActorContext;
import dev.troupe.BackOff;
import dev.troupe.RestartType;
import dev.troupe.supervision.Entry.Phase;
import dev.troupe.internal.oversight.RestartWindow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A supervisor's life, from its start to its end.
///
/// Everything happens one after the other, in its own turns. When it lets an exception out, or is stopped, the kernel ends
/// its children, the youngest first; so there is no code for that here.
final class Supervising {
    private final Supervisor plan;
    private final ActorContext<SupervisorMessage> self;
    private final Crew crew;
    private final Roster roster = new Roster();
    private final RestartWindow restarts;
    private boolean stopping;

    private Supervising(Supervisor plan, ActorContext<SupervisorMessage> self) {
        this.plan = plan;
        this.self = self;
        this.crew = new Crew(self, roster);
        this.restarts = plan.intensity().window();
    }

    /// The body of a supervisor.
    static Actor<SupervisorMessage> body(Supervisor plan) {
        return self -> new Supervising(plan, self).run();
    }

    private void run() {
        Commands commands = new Commands(this, roster, crew);
        begin();
        while (true) {
            Entry fallen = stopping ? null : crew.nextFallen();
            if (fallen != null) decide(fallen);
            else switch (self.receive()) {
                case ChildNews news -> crew.note(news);
                case RestartDue due when due.culprit.roster == roster -> goOn(due);
                case RestartDue _ -> {}
                case SupervisorMessage command -> commands.obey(command);
            }
        }
    }

    private void begin() {
        for (ChildSpec spec : plan.children()) {
            Entry entry = roster.add(spec);
            if (!crew.start(entry)) throw new ChildStartException(self.name(), spec.id(), failure(entry));
        }
    }

    static Throwable failure(Entry entry) {
        Throwable cause = entry.cause();
        return cause != null ? cause : new IllegalStateException("a child that fails must say why: " + entry.exit);
    }

    AutoShutdown autoShutdown() {
        return plan.autoShutdown();
    }

    private void decide(Entry entry) {
        if (entry.phase != Phase.FALLEN) return; // a restart of its group has dealt with it
        if (entry.restarts()) {
            restart(entry);
            return;
        }
        forget(entry);
        if (!entry.spec.isSignificant()) return;
        stopping = switch (plan.autoShutdown()) {
            case NEVER -> false;
            case ANY_SIGNIFICANT -> true;
            case ALL_SIGNIFICANT -> crew.significant() == 0;
        };
        if (stopping) self.stop();
    }

    /// Ends a child for good, with its back-off; those that waited with it are started.
    void forget(Entry entry) {
        boolean awaited = cancel(entry);
        crew.end(entry);
        Entry failed = awaited ? startGroup(entry) : null;
        if (entry.spec.restart() == RestartType.TEMPORARY) roster.remove(entry);
        if (failed != null) restart(failed);
    }

    /// Restarts a child and those that its strategy restarts with it, until they are there or it has been too often.
    private void restart(Entry first) {
        for (Entry culprit = first; culprit != null; culprit = startGroup(culprit)) {
            plan.intensity().count(restarts, crew.nanoTime(), self.name(), culprit.spec.id(), culprit.cause());
            Duration delay = delay(culprit);
            haltGroup(culprit);
            if (delay.isZero()) continue;
            RestartDue due = new RestartDue(culprit);
            culprit.due = due;
            self.timers().once(culprit, delay, due);
            return;
        }
    }

    private Duration delay(Entry culprit) {
        if (plan.intensity().backOff() == BackOff.none()) return Duration.ZERO;
        culprit.row = restarts.next(culprit.row, crew.nanoTime() - culprit.startedNanos);
        return plan.intensity().backOff().delay(culprit.row, self.random());
    }

    /// The back-off of a child is over.
    private void goOn(RestartDue due) {
        Entry culprit = due.culprit;
        if (culprit.due != due) return;
        culprit.due = null;
        Entry failed = startGroup(culprit);
        if (failed != null) restart(failed);
    }

    private boolean cancel(Entry entry) {
        if (entry.due == null) return false;
        entry.due = null;
        self.timers().cancel(entry);
        return true;
    }

    /// Has all that are restarted with a child wait for their start: the youngest is halted first.
    private void haltGroup(Entry culprit) {
        Entry first = oldestOfGroup(culprit);
        Entry last = plan.strategy() == Strategy.ONE_FOR_ONE ? culprit : roster.youngest();
        for (Entry entry = last, older; entry != null; entry = older) {
            older = entry == first ? null : entry.older;
            cancel(entry);
            if (entry.spec.restart() != RestartType.TEMPORARY) crew.halt(entry);
            else {
                crew.end(entry);
                roster.remove(entry);
            }
        }
    }

    /// Starts those of a child's group that wait for it, the oldest first.
    ///
    /// @return the one that has failed, null if none has
    private @Nullable Entry startGroup(Entry culprit) {
        for (Entry entry = oldestOfGroup(culprit); entry != null; entry = entry.younger) {
            if (entry.phase == Phase.RESTARTING && entry.due == null && !crew.start(entry)) return entry;
            if (plan.strategy() == Strategy.ONE_FOR_ONE) break;
        }
        return null;
    }

    private @Nullable Entry oldestOfGroup(Entry culprit) {
        return plan.strategy() == Strategy.ONE_FOR_ALL ? roster.oldest() : culprit;
    }
}
