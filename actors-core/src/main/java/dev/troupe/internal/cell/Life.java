package dev.troupe.internal.cell;

import dev.troupe.ChildrenStop;
import dev.troupe.DeadlockException;
import dev.troupe.Directive;
import dev.troupe.ExitReason;
import dev.troupe.Failure;
import dev.troupe.Props;
import dev.troupe.Shutdown;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.ArrivalBacklog;
import dev.troupe.internal.mailbox.Backlog;
import dev.troupe.internal.mailbox.Wrapped;
import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.scheduler.Timer;
import dev.troupe.spi.ActorState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How an actor lives: it starts, ends, and may start anew. All within its own turns.
///
/// | from | to | when |
/// |---|---|---|
/// | SPAWNED | RUNNING | its first turn |
/// | RUNNING | HALTING | its role is over or is to be unwound, and a next life is possible |
/// | HALTING | HALTED | its role is over and its children have ended; it keeps its name and its mailbox |
/// | HALTED | RUNNING | the policy's pause is over, or its supervisor says so |
/// | any but ENDED | STOPPING | it is to end for good: refuses messages, tells its children to stop |
/// | STOPPING | ENDED | its role is over and its children have ended: its name is free |
///
/// A body is unwound when the children have ended, so children end before parents; a role that is over by itself waits
/// for them. Whoever doesn't end within the limit of its [Shutdown] is killed. The limit begins when there is something to
/// wait for: a child, or a wait in a `finally` block; so who ends at once costs no timer.
final class Life<M> {
    private enum Phase {
        SPAWNED, RUNNING, HALTING, HALTED, STOPPING, ENDED
    }

    private static final ExitReason NORMAL = new ExitReason.Normal();
    static final ExitReason STOPPED = new ExitReason.Stopped();
    private static final ExitReason KILLED = new ExitReason.Killed();

    @SuppressWarnings("rawtypes") // one for all
    private static final AtomicIntegerFieldUpdater<Life> TOLD = AtomicIntegerFieldUpdater.newUpdater(Life.class,
            "told");

    private final Cell<M> cell;
    final @Nullable Cell<?> parent;
    private final Kind kind;
    private final @Nullable Fate fate;
    /// What it starts from; null when it is not needed any more.
    private @Nullable Props<M> props;
    private Phase phase = Phase.SPAWNED;
    private volatile @Nullable ExitReason ended; // any thread
    /// Why it ends; set when it begins to.
    private ExitReason reason = NORMAL;
    private Shutdown shutdown;
    /// Counts what makes an earlier limit void, for who has a thread of its own.
    private volatile int told; // any thread
    private boolean killed;
    private boolean poisoned;
    /// Of the limit, or of the pause before the next life.
    private @Nullable Timer<Chain> timer;
    /// When the limit is over, if there is one.
    private long lateNanos;
    private @Nullable Children children;
    /// A handler that has had its last message, and still is to clean up.
    private @Nullable HandlerRole<M> leaving;
    /// Neighbours in the list of the parent's children.
    @Nullable Cell<?> older;
    @Nullable Cell<?> younger;
    /// What others have seen of it; here, where it makes no actor larger. Any thread, see [Glances].
    Glances.@Nullable Glance glance;

    Life(Cell<M> cell, @Nullable Cell<?> parent, Props<M> props, long place,
            @Nullable Function<? super ChildEvent, ?> event) {
        this.cell = cell;
        this.parent = parent;
        this.kind = cell.home.kinds.of(props);
        this.props = props;
        this.shutdown = props.shutdown();
        boolean once = event == null && props.restart().isNever() && props.recorded() == 0;
        this.fate = once
                ? null
                : new Fate(cell, props.restart(), props.recorded(), event == null ? null : parent, place, event);
    }

    // ---- what others ask

    /// Whether what the actor does is being unwound, or is over.
    boolean unwinds() {
        return phase == Phase.HALTING || phase == Phase.STOPPING;
    }

    /// Whether it ends, or has ended, for good.
    boolean endsForGood() {
        return phase.compareTo(Phase.STOPPING) >= 0;
    }

    boolean killed() {
        return killed;
    }

    /// Where it stands among its parent's children, if its supervisor gave it a place.
    long place() {
        return fate == null || fate.overseen == null ? 0 : fate.overseen.place;
    }

    /// Whether a timer will end it, or start it anew.
    boolean waitsForTime() {
        return timer != null;
    }

    /// Where it stands, for who looks on: running if it is neither before nor after that.
    ActorState stage() {
        return switch (phase) {
            case SPAWNED -> ActorState.STARTING;
            case RUNNING -> ActorState.RUNNING;
            case HALTING, HALTED -> ActorState.RESTARTING;
            case STOPPING, ENDED -> ActorState.STOPPING;
        };
    }

    Kind kind() {
        return kind;
    }

    boolean redelivers() {
        return fate != null && fate.redelivers();
    }

    @Nullable Fate fate() {
        return fate;
    }

    boolean hasChildren() {
        return children != null && !children.isEmpty();
    }

    List<Cell<?>> children() {
        return children == null ? List.of() : children.oldestFirst();
    }

    /// Why it has ended for good; null before. Any thread.
    @Nullable ExitReason ended() {
        return ended;
    }

    // ---- the beginning

    /// Puts it among its parent's children, in that parent's turn, or among those at the top.
    void attach() {
        if (parent == null) cell.home.attach(cell);
        else parent.life.adopt(cell);
    }

    /// Takes that back, since it never came into being.
    void detach() {
        if (parent == null) cell.home.detach(cell);
        else parent.life.childGone(cell);
    }

    private void adopt(Cell<?> child) {
        Children all = children;
        if (all == null) children = all = new Children();
        all.add(child);
    }

    @Nullable Chain start() {
        return phase == Phase.SPAWNED ? live() : null;
    }

    /// The next life, if it is still due. In a system that closes, the stop is on its way.
    @Nullable Chain again() {
        return phase == Phase.HALTED && fate != null && fate.due && !cell.home.isClosing() ? live() : null;
    }

    /// The next life, since the supervisor says so.
    @Nullable Chain revive() {
        if (phase != Phase.HALTED || cell.home.isClosing()) return null;
        if (fate != null) fate.revived();
        return live();
    }

    private @Nullable Chain live() {
        if (told != 0) TOLD.incrementAndGet(this);
        Props<M> plan = Objects.requireNonNull(props, "an actor starts from its props");
        phase = Phase.RUNNING;
        reason = NORMAL;
        cell.disturbed = poisoned;
        cancelTimer();
        if (fate != null) fate.born();
        else if (plan.childrenStop() == ChildrenStop.TOGETHER) props = null;
        Backlog early = cell.role().backlog;
        if (poisoned) cell.lane.put(cell, Control.POISON);
        try {
            Role<M> role = Role.of(cell, plan.behavior(), early);
            cell.play(role);
            if (fate != null && fate.isOverseen()) cell.lane.putFirst(cell, new FirstTurn(role));
            return role.begin();
        } catch (Throwable t) {
            over(t, null);
            return null;
        }
    }

    void firstTurnOver(FirstTurn turn) {
        if (fate != null && turn.role == cell.role()) fate.firstTurnOver();
    }

    // ---- told to end

    /// @param within another limit than its own, or null
    @Nullable Chain stop(@Nullable Shutdown within) {
        if (phase == Phase.ENDED) return null;
        Shutdown limit = within != null ? within : shutdown;
        if (limit.isBrutal()) return kill();
        if (phase == Phase.STOPPING) {
            if (within != null) {
                shutdown = within;
                limitTo(within);
            }
            return null;
        }
        shutdown = limit;
        // one that has ended by itself, and only waits for what its supervisor says, has its reason
        boolean over = phase == Phase.HALTED && fate != null && !fate.due;
        enter(Phase.STOPPING, over ? reason : STOPPED);
        return proceed();
    }

    /// It has a thread of its own and was told something urgent, which it will not hear while it blocks: a kill interrupts it
    /// there, and so does a stop when its limit is over. Any thread may call it.
    void told(Object signal) {
        if (signal == Control.KILL) cell.lane.interrupt();
        else if (signal instanceof StopWithin stop) interruptAfter(stop.limit);
        else if (signal == Control.STOP || signal == Control.HALT) interruptAfter(shutdown);
    }

    private void interruptAfter(Shutdown limit) {
        int mine = TOLD.incrementAndGet(this);
        if (limit.isInfinite()) return;
        cell.lane.at(cell.home.clock.nanoTime() + Durations.nanos("shutdown limit", limit.limit()), () -> {
            // not if it has begun anew meanwhile, or was told another limit
            if (ended == null && told == mine) cell.lane.interrupt();
        });
    }

    @Nullable Chain kill() {
        if (phase == Phase.ENDED) return null;
        if (phase != Phase.STOPPING) enter(Phase.STOPPING, KILLED, true);
        return killNow();
    }

    /// A kill that a close has found waiting: what stops it then kills it.
    void doom() {
        shutdown = Shutdown.brutal();
    }

    /// The limit is over, unless it was one that has been replaced since it joined the deque.
    @Nullable Chain late() {
        if (timer == null || cell.home.clock.nanoTime() - lateNanos < 0) return null;
        timer = null;
        return unwinds() ? killNow() : null;
    }

    private @Nullable Chain killNow() {
        if (killed) return null;
        killed = true;
        reason = KILLED;
        cancelTimer();
        if (children != null) children.kill();
        if (hasChildren()) cell.role().interruptIfBlocked();
        return proceed();
    }

    /// Unwinds what it does, for its supervisor, who then decides.
    @Nullable Chain halt() {
        if (fate == null || endsForGood()) return null;
        boolean waitsForPolicy = fate.due;
        fate.due = false;
        switch (phase) {
            case SPAWNED, RUNNING -> {
                boolean kills = shutdown.isBrutal();
                enter(Phase.HALTING, STOPPED, kills);
                return kills ? killNow() : proceed();
            }
            case HALTED -> {
                cancelTimer();
                if (waitsForPolicy) fate.halted(reason);
            }
            default -> {} // it tells when it has halted
        }
        return null;
    }

    /// Stops behind what was sent before.
    @Nullable Chain poison() {
        if (endsForGood()) return null;
        poisoned = true;
        cell.refuse();
        cell.disturbed = true;
        return phase == Phase.RUNNING && cell.role().isDrained() ? stop(null) : null;
    }

    /// A body that finds nothing more to receive stops if it was poisoned.
    ///
    /// @return whether it was
    boolean stopIfPoisoned() {
        if (!poisoned || phase != Phase.RUNNING) return false;
        enter(Phase.STOPPING, STOPPED);
        return true;
    }

    /// Stops within the actor's own turn: what it does is over at its end, or at its next wait.
    void stopSelf() {
        if (phase != Phase.RUNNING) return;
        boolean next = fate != null && !cell.home.isClosing()
                && (fate.decide(null) == Directive.RESTART || fate.isOverseen());
        enter(next ? Phase.HALTING : Phase.STOPPING, NORMAL);
    }

    /// Something unusual has happened in a handler's turn or before.
    void afterHandling() {
        if (unwinds()) over(null, null);
        else if (poisoned && cell.role().isDrained()) stop(null);
    }

    private void enter(Phase next, ExitReason why) {
        enter(next, why, false);
    }

    /// @param kills whether it is killed at once: so are the children then, who must not be told to stop before
    private void enter(Phase next, ExitReason why, boolean kills) {
        phase = next;
        reason = why;
        cell.disturbed = true;
        if (next == Phase.STOPPING) cell.refuse();
        cell.endTicks();
        cancelTimer();
        if (kills || children == null || children.isEmpty()) return;
        children.stop(childrenStop());
        limit();
    }

    private void childGone(Cell<?> child) {
        if (children != null) children.remove(child);
    }

    /// A child has ended for good.
    void childEnded(Cell<?> child) {
        childGone(child);
        if (!unwinds() || children == null) return;
        if (children.isEmpty()) cell.lane.putFirst(cell, Control.CHILDREN_ENDED);
        else if (!killed && childrenStop() == ChildrenStop.YOUNGEST_FIRST) children.stop(ChildrenStop.YOUNGEST_FIRST);
    }

    private ChildrenStop childrenStop() {
        return props == null ? ChildrenStop.TOGETHER : props.childrenStop();
    }

    /// From now on there is something to wait for, at most as long as the limit.
    void limit() {
        if (timer == null && !killed && unwinds() && !shutdown.isInfinite()) limitTo(shutdown);
    }

    /// The body blocks, perhaps in a `finally` block: that is something to wait for, too. One that is killed may not.
    void blocked() {
        if (killed) cell.role().interruptIfBlocked();
        else limit();
    }

    private void limitTo(Shutdown within) {
        cancelTimer();
        if (within.isInfinite()) return;
        long nanos = Durations.nanos("shutdown limit", within.limit());
        lateNanos = cell.home.clock.nanoTime() + nanos;
        timer = cell.lane.putAt(lateNanos, cell, Control.LATE);
    }

    private void cancelTimer() {
        if (timer != null) cell.lane.cancel(timer);
        timer = null;
    }

    // ---- the end

    /// Goes on with ending, as far as it can be gone now.
    @Nullable Chain proceed() {
        if (!unwinds()) return null;
        Role<M> role = cell.role();
        if (role.isOver()) {
            if (phase == Phase.STOPPING && role instanceof Dormant<M>) over(null, null);
            else settle();
            return null;
        }
        if (hasChildren() && role.strand() != null) return null;
        return killed ? role.kill() : role.unwind();
    }

    /// A handler has thrown.
    void crashed(Throwable failure, @Nullable Object slot) {
        if (fate != null && !unwinds() && !Home.isFatal(failure) && fate.resumes(failure)) {
            report(failure, slot, Directive.RESUME);
            Reply<?> reply = slot == null ? null : Enveloped.replyOf(slot);
            if (reply != null) reply.crashed(failure);
            if (cell.disturbed) afterHandling();
            // it has halted, and its supervisor has been told
        } else if (phase == Phase.HALTED && fate != null && !fate.due) report(failure, slot, Directive.STOP);
        else over(failure, slot);
    }

    /// The role has done its last. Called by the role, within the actor's turn.
    ///
    /// @param failure what it crashed with, or null
    /// @param inHand the message in hand, or its class
    void over(@Nullable Throwable failure, @Nullable Object inHand) {
        Role<M> done = cell.role();
        Directive directive = Directive.STOP;
        if (!unwinds()) {
            directive = decide(failure);
            boolean next = directive == Directive.RESTART
                    || fate != null && fate.isOverseen() && !Home.isFatal(failure) && !cell.home.isClosing();
            enter(next ? Phase.HALTING : Phase.STOPPING,
                    failure == null ? NORMAL : new ExitReason.Failed(failure));
        } else if (failure != null) {
            reason = new ExitReason.Failed(failure);
            directive = afterUnwinding();
        }
        if (failure != null)
            report(failure, inHand, directive == Directive.STOP && isEscalated() ? Directive.ESCALATE : directive);
        Object again = directive == Directive.RESTART && failure != null ? again(done, inHand) : null;
        cell.closeQuestions(failure, again == null ? null : Enveloped.replyOf(again));
        if (done instanceof HandlerRole<M> handler) leaving = handler;
        Backlog left = done.left();
        if (phase == Phase.HALTING) cell.play(new Dormant<>(cell, before(again, left)));
        else {
            cell.play(new Over<>(cell));
            if (left != null) left.drain(cell::loses);
            cell.drainIntake();
        }
        if (failure instanceof DeadlockException circle) cell.home.uncaught(circle);
        settle();
    }

    /// Whether its supervisor decides what becomes of it.
    private boolean isEscalated() {
        return phase == Phase.HALTING && fate != null && fate.isOverseen();
    }

    private Directive afterUnwinding() {
        return phase == Phase.HALTING && fate != null && fate.due ? Directive.RESTART : Directive.STOP;
    }

    /// A handler has thrown while it cleaned up.
    void crashedCleaningUp(Throwable failure) {
        report(failure, null, afterUnwinding());
    }

    private Directive decide(@Nullable Throwable failure) {
        return fate == null || Home.isFatal(failure) || cell.home.isClosing() ? Directive.STOP : fate.decide(failure);
    }

    private void report(Throwable failure, @Nullable Object inHand, Directive directive) {
        Class<?> message = switch (inHand) {
            case null -> null;
            case Class<?> type -> type;
            case Enveloped enveloped when enveloped.isPrivate() -> null;
            default -> Wrapped.unwrap(inHand).getClass();
        };
        cell.home.reports.failure(fate == null
                ? new Failure(cell.name(), message, failure)
                : new Failure(cell.name(), message, failure, directive, fate.restarts(), fate.last()));
        cell.home.fatal(failure);
    }

    /// The message in hand, if the next life is to get it again.
    private @Nullable Object again(Role<M> done, @Nullable Object inHand) {
        if (fate == null || inHand == null || done.hasPutAside(inHand)) return null;
        Object again = fate.again(inHand);
        if (again != null) done.givesBack(again);
        return again;
    }

    private @Nullable Backlog before(@Nullable Object first, @Nullable Backlog rest) {
        if (first == null) return rest;
        Backlog before = new ArrivalBacklog();
        before.add(first);
        return (rest == null ? cell.newBacklog() : rest).behind(before);
    }

    private void settle() {
        if (hasChildren() || !cell.role().isOver()) return;
        HandlerRole<M> last = leaving;
        leaving = null;
        if (last != null && !killed) {
            last.terminate(reason);
            cell.closeQuestions(null, null); // those asked there
        }
        if (phase == Phase.HALTING) halted();
        else if (phase == Phase.STOPPING) end();
    }

    private void halted() {
        phase = Phase.HALTED;
        cancelTimer();
        killed = false;
        if (fate == null) return;
        if (!fate.due) {
            fate.halted(reason);
            return;
        }
        long pause = fate.pauseNanos();
        if (pause == 0) cell.lane.putFirst(cell, Control.AGAIN);
        else timer = cell.lane.putAt(cell.home.clock.nanoTime() + pause, cell, Control.AGAIN);
    }

    private void end() {
        phase = Phase.ENDED;
        cancelTimer();
        props = null;
        cell.home.registry.remove(cell.name(), cell);
        kind.group().ended(cell.processed); // only now: who reads the account first must not find the cell as well
        cell.home.watching.stopped(cell, reason);
        cell.home.reports.stopped(cell);
        ended = reason;
        // its supervisor first: a sibling that falls with it must not be heard of before
        if (fate != null) fate.ended(reason);
        cell.endTies(reason);
        cell.lane.over();
        if (parent == null) cell.home.endedAtTop(cell); // only now: a close waits for it, and what it has told is told by then
        else if (parent.lane.held()) parent.life.childEnded(cell);
        else cell.home.send(parent, new ChildGone(cell), true);
    }

    /// A start that a close has found waiting: the actor ends without having run.
    ///
    /// @return false if it has begun, or ended otherwise
    boolean discard() {
        if (phase != Phase.SPAWNED) return false;
        enter(Phase.STOPPING, STOPPED);
        proceed();
        return true;
    }
}
