package dev.troupe.supervision;

import dev.troupe.ActorContext;
import dev.troupe.ExitReason;
import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.oversight.Overseer;
import dev.troupe.supervision.Entry.Phase;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Starts, halts and ends one child at a time, and waits until it is done.
///
/// *Waiting.* Each wait takes all news, in order, and not only that of the child it waits for: what has fallen meanwhile
/// is put on a list for later. So each piece of news is looked at once, however many children fall together; commands
/// stay in the mailbox.
final class Crew {
    private static final ExitReason NORMAL = new ExitReason.Normal();

    private final ActorContext<SupervisorMessage> self;
    private final Overseer<SupervisorMessage> overseer;
    private final Roster roster;
    private final ArrayDeque<Entry> fallen = new ArrayDeque<>();
    private int running;
    private int significant;

    @SuppressWarnings("unchecked") // the kernel's contexts are overseers of the actor's own messages
    Crew(ActorContext<SupervisorMessage> self, Roster roster) {
        this.self = self;
        this.roster = roster;
        this.overseer = (Overseer<SupervisorMessage>) self;
    }

    /// The next child that has fallen, or null. It may have been started or ended since.
    @Nullable Entry nextFallen() {
        return fallen.poll();
    }

    long nanoTime() {
        return overseer.nanoTime();
    }

    /// How many run.
    int running() {
        return running;
    }

    /// How many significant ones have not ended.
    int significant() {
        return significant;
    }

    /// Starts a child that doesn't run, and waits until its first turn is over.
    ///
    /// @return whether it has got over it; it may have fallen since
    boolean start(Entry entry) {
        entry.exit = NORMAL;
        entry.startedNanos = nanoTime();
        to(entry, Phase.STARTING);
        if (entry.child != null) entry.child.revive();
        else if (!spawn(entry)) return false;
        await(entry, Phase.STARTING);
        return entry.phase != Phase.FAILED;
    }

    private boolean spawn(Entry entry) {
        if (!entry.warned && !entry.spec.props().restart().isNever()) {
            entry.warned = true;
            self.log().info("child {} has a restart policy of its own, which comes first: {}", entry.spec.id(),
                    entry.spec.props().restart());
        }
        try {
            entry.child = overseer.oversee(entry.spec.id(), entry.spec.props(), entry.place,
                    event -> new ChildNews(entry, event));
            entry.ref = entry.child.ref();
            return true;
        } catch (IllegalArgumentException | IllegalStateException e) {
            // a closed system refuses; the stop of this actor is on its way
            if (self.system().isClosed()) self.await(new CompletableFuture<Void>());
            entry.exit = new ExitReason.Failed(e);
            to(entry, Phase.FAILED);
            return false;
        }
    }

    /// Unwinds a child, unless it doesn't run, and has it wait for its next start.
    void halt(Entry entry) {
        if (entry.phase != Phase.RUNNING || entry.child == null) {
            to(entry, Phase.RESTARTING);
            return;
        }
        to(entry, Phase.HALTING);
        entry.child.halt();
        await(entry, Phase.HALTING);
    }

    /// Ends a child, unless it has ended, and waits until its name is free.
    void end(Entry entry) {
        if (entry.child == null) {
            to(entry, Phase.IDLE);
            return;
        }
        to(entry, Phase.ENDING);
        entry.child.end();
        await(entry, Phase.ENDING);
    }

    private void await(Entry entry, Phase phase) {
        while (entry.phase == phase) note(self.receive(ChildNews.class));
    }

    /// Takes in what has become of a child.
    void note(ChildNews news) {
        Entry entry = news.entry();
        if (entry.roster != roster || news.event().child() != entry.child) return; // of one that was, or was replaced
        switch (news.event()) {
            case ChildEvent.Started _ -> {
                if (entry.phase == Phase.STARTING) to(entry, Phase.RUNNING);
            }
            case ChildEvent.Halted halted -> {
                if (entry.phase != Phase.ENDING) gone(entry, halted.reason());
            }
            case ChildEvent.Ended ended -> {
                entry.child = null;
                if (entry.phase == Phase.ENDING) to(entry, Phase.IDLE);
                else gone(entry, ended.reason());
            }
        }
    }

    private void gone(Entry entry, ExitReason reason) {
        entry.exit = reason;
        switch (entry.phase) {
            // one that is done in its first turn, or was stopped in it, has not failed to start
            case STARTING -> {
                if (reason instanceof ExitReason.Failed) to(entry, Phase.FAILED);
                else fell(entry);
            }
            case RUNNING -> fell(entry);
            case HALTING -> to(entry, Phase.RESTARTING);
            case RESTARTING -> { // somebody has stopped or killed a halted one
                if (!entry.restarts()) fell(entry);
            }
            case IDLE, FALLEN, FAILED, ENDING -> {}
        }
    }

    private void fell(Entry entry) {
        to(entry, Phase.FALLEN);
        fallen.add(entry);
    }

    private void to(Entry entry, Phase next) {
        if (entry.phase == Phase.RUNNING) running--;
        if (next == Phase.RUNNING) running++;
        if (entry.spec.isSignificant()) {
            if (entry.phase == Phase.IDLE && next != Phase.IDLE) significant++;
            if (entry.phase != Phase.IDLE && next == Phase.IDLE) significant--;
        }
        entry.phase = next;
    }
}
