package dev.troupe.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Carries out a supervisor's commands. When one is taken, all that has fallen has been dealt with.
final class Commands {
    private final Supervising life;
    private final Roster roster;
    private final Crew crew;

    Commands(Supervising life, Roster roster, Crew crew) {
        this.life = life;
        this.roster = roster;
        this.crew = crew;
    }

    void obey(SupervisorMessage command) {
        switch (command) {
            case SupervisorMessage.Start(ChildSpec spec, var replyTo) -> replyTo.tell(start(spec));
            case SupervisorMessage.Terminate(String id, var replyTo) -> replyTo.tell(terminate(id));
            case SupervisorMessage.Restart(String id, var replyTo) -> replyTo.tell(restart(id));
            case SupervisorMessage.Delete(String id, var replyTo) -> replyTo.tell(delete(id));
            case SupervisorMessage.Children(var replyTo) -> replyTo.tell(children());
            case SupervisorMessage.Count(var replyTo) -> replyTo.tell(count());
            case ChildNews _,RestartDue _ ->
                throw new IllegalStateException("a command must be one of the public ones: command=" + command);
        }
    }

    private Answer.ToStart start(ChildSpec spec) {
        Entry there = roster.find(spec.id());
        if (there != null) return switch (there.phase) {
            case IDLE -> new Answer.AlreadyPresent(spec.id());
            case RESTARTING -> new Answer.Restarting(spec.id());
            default -> running(there);
        };
        if (spec.isSignificant() && life.autoShutdown() == AutoShutdown.NEVER)
            return new Answer.StartFailed(spec.id(), Supervisor.insignificant(spec));
        Entry entry = roster.add(spec);
        if (crew.start(entry)) return started(entry);
        crew.end(entry);
        roster.remove(entry);
        return new Answer.StartFailed(spec.id(), Supervising.failure(entry));
    }

    private Answer.ToTerminate terminate(String id) {
        Entry entry = roster.find(id);
        if (entry == null) return new Answer.NotFound(id);
        life.forget(entry);
        return new Answer.Done(id);
    }

    private Answer.ToRestart restart(String id) {
        Entry entry = roster.find(id);
        if (entry == null) return new Answer.NotFound(id);
        return switch (entry.phase) {
            case IDLE -> {
                if (crew.start(entry)) yield started(entry);
                Throwable failure = Supervising.failure(entry);
                crew.end(entry);
                yield new Answer.StartFailed(id, failure);
            }
            case RESTARTING -> new Answer.Restarting(id);
            default -> running(entry);
        };
    }

    private Answer.ToDelete delete(String id) {
        Entry entry = roster.find(id);
        if (entry == null) return new Answer.NotFound(id);
        return switch (entry.phase) {
            case IDLE -> {
                roster.remove(entry);
                yield new Answer.Done(id);
            }
            case RESTARTING -> new Answer.Restarting(id);
            default -> running(entry);
        };
    }

    private static Answer.Started started(Entry entry) {
        return new Answer.Started(entry.spec.id(), Objects.requireNonNull(entry.ref));
    }

    private static Answer.AlreadyRunning running(Entry entry) {
        return new Answer.AlreadyRunning(entry.spec.id(), Objects.requireNonNull(entry.ref));
    }

    private List<ChildStatus> children() {
        List<ChildStatus> all = new ArrayList<>(roster.size());
        for (Entry entry = roster.oldest(); entry != null; entry = entry.younger) all.add(status(entry));
        return List.copyOf(all);
    }

    private static ChildStatus status(Entry entry) {
        ChildStatus.State state = switch (entry.phase) {
            case IDLE -> ChildStatus.State.TERMINATED;
            case RESTARTING, HALTING, FALLEN, FAILED -> ChildStatus.State.RESTARTING;
            case STARTING, RUNNING, ENDING -> ChildStatus.State.RUNNING;
        };
        return new ChildStatus(entry.spec, state,
                entry.child == null ? Optional.empty() : Optional.of(entry.child.ref()));
    }

    private Counts count() {
        return new Counts(roster.size(), crew.running(), roster.supervisors());
    }
}
