package dev.troupe.internal.cell;

import dev.troupe.Actor;
import dev.troupe.ActorRef;
import dev.troupe.DeadLetter;
import dev.troupe.DeadlockException;
import dev.troupe.Failure;
import dev.troupe.Handler;
import dev.troupe.HandlerFactory;
import dev.troupe.Props;
import dev.troupe.SendResult;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.Backlog;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One actor, one incarnation: what references refer to and what the scheduler gives turns to.
///
/// *No mailbox of its own.* A message sent is an entry of the deque, (cell, message), and is delivered when that entry comes
/// up; only what is delivered and not wanted yet is kept, in the role's backlog.
///
/// *Life.*
///
/// | from | to | when |
/// |---|---|---|
/// | SPAWNED | RUNNING | its first turn |
/// | SPAWNED, RUNNING | STOPPING | told to stop, or its role is over: refuses messages, tells its children to stop |
/// | STOPPING | ENDED | its role is over and its children have ended: its name is free |
///
/// The role is unwound when the children have ended, so children end before parents; a role that is over by itself waits
/// for them.
public final class Cell<M> extends Party implements ActorRef<M> {
    private enum Phase {
        SPAWNED, RUNNING, STOPPING, ENDED
    }

    private final String name;
    private final Class<M> type;
    private final long incarnation;
    private final @Nullable Cell<?> parent;
    private final @Nullable Intake intake;
    private volatile boolean refuses; // any thread

    private @Nullable Props<M> props;
    private Role<M> role;
    private Phase phase = Phase.SPAWNED;
    private boolean killed;
    private boolean attached;
    private @Nullable Children children;
    private @Nullable OpenQuestions questions;
    private @Nullable Ticks<M> ticks;
    /// Neighbours in the list of the parent's children.
    @Nullable Cell<?> older;
    @Nullable Cell<?> younger;

    private Cell(Home home, @Nullable Cell<?> parent, String name, Props<M> props) {
        super(home);
        this.parent = parent;
        this.name = name;
        this.props = props;
        this.type = props.type();
        this.intake = Intake.of(this, props.mailbox());
        this.incarnation = home.incarnations.incrementAndGet();
        this.role = new Unstarted<>(this);
    }

    // ---- any thread

    /// Spawns an actor. Below a parent only in that parent's turn; at the top from any thread.
    ///
    /// @param given the last part of its name, or null for a made-up one
    public static <M> Cell<M> spawn(Home home, @Nullable Cell<?> parent, @Nullable String given, Props<M> props) {
        Objects.requireNonNull(props, "props must not be null: props=null");
        String last = given == null ? "$" + home.anonymous.incrementAndGet() : given;
        if (home.isClosing())
            throw new IllegalStateException("an actor can't be spawned in a system that is closed: name=" + last);
        if (parent != null && parent.stops())
            throw new IllegalStateException(
                    "an actor can't be spawned by one that is stopping: name=" + last + ", parent=" + parent.name);
        Cell<M> cell = new Cell<>(home, parent, parent == null ? last : parent.name + "/" + last, props);
        home.registry.add(cell.name, cell);
        // before any listener, which may block: a stop of the parent that comes meanwhile must find the child
        if (home.scheduler.held()) cell.attach();
        home.reports.spawned(cell);
        home.send(cell, Control.START, false);
        return cell;
    }

    @Override
    public SendResult tell(M message) {
        SendResult result = put(message, true);
        return result == SendResult.ACCEPTED ? result : deadLetter(message, result);
    }

    @Override
    public SendResult offer(M message) {
        return put(message, false);
    }

    /// Sends what may not be of the right class.
    public SendResult send(Object message, boolean deadLetter) {
        SendResult result = put(message, deadLetter);
        return result == SendResult.ACCEPTED || !deadLetter ? result : deadLetter(message, result);
    }

    @Override
    public SendResult tell(M message, Duration limit) {
        long nanos = Durations.nanos("tell limit", limit);
        if (!type.isInstance(message)) throw wrongClass(message);
        SendResult result = putSlot(message, nanos);
        if (result == SendResult.FULL && intake != null && !home.scheduler.held())
            result = intake.awaitOutside(message, nanos);
        return result == SendResult.ACCEPTED ? result : deadLetter(message, result);
    }

    private SendResult put(Object message, boolean suspends) {
        if (!type.isInstance(message)) throw wrongClass(message);
        return putSlot(message, suspends ? Intake.FOR_EVER : 0);
    }

    /// Sends a question. The question of an ask that isn't accepted is a dead letter.
    SendResult sendAsked(Object question, Reply<?> reply) {
        if (!type.isInstance(question)) throw wrongClass(question);
        SendResult result = putSlot(new Asked(question, reply), Intake.FOR_EVER);
        return result == SendResult.ACCEPTED ? result : deadLetter(question, result);
    }

    /// Puts what fills a mailbox's slot: a message, bare or in an envelope.
    private SendResult putSlot(Object message, long waitNanos) {
        if (!home.scheduler.held()) return putFromOutside(message);
        if (refuses) return SendResult.STOPPED;
        if (intake != null) return intake.put(message, waitNanos);
        home.scheduler.put(this, message);
        return SendResult.ACCEPTED;
    }

    private SendResult putFromOutside(Object message) {
        if (home.isClosing()) return SendResult.CLOSED;
        if (refuses) return SendResult.STOPPED;
        if (intake != null) return intake.putOutside(message);
        home.send(this, message, false);
        return SendResult.ACCEPTED;
    }

    private SendResult deadLetter(Object message, SendResult result) {
        home.reports.deadLetter(name, message, switch (result) {
            case CLOSED -> DeadLetter.Reason.CLOSED;
            case FULL -> DeadLetter.Reason.FULL;
            case STOPPED, ACCEPTED -> DeadLetter.Reason.STOPPED;
        });
        return result;
    }

    void checkClass(Object message) {
        if (!type.isInstance(message)) throw wrongClass(message);
    }

    private RuntimeException wrongClass(@Nullable Object message) {
        if (message == null) return new NullPointerException("message must not be null: message=null, actor=" + name);
        return new IllegalArgumentException(
                "message must be of the actor's class: message=" + message.getClass().getName()
                        + ", expected=" + type.getName() + ", actor=" + name);
    }

    /// The cell behind a reference.
    ///
    /// @throws IllegalArgumentException if it is no actor of that system
    public static Cell<?> of(ActorRef<?> ref, Home home) {
        Objects.requireNonNull(ref, "actor must not be null: actor=null");
        if (ref instanceof Cell<?> cell && cell.home == home) return cell;
        throw new IllegalArgumentException(
                "an actor must be of the same system: actor=" + ref.name() + ", system=" + home.system);
    }

    /// Has the actor stopped: before what waits for it, after the turn that runs now.
    public void requestStop() {
        home.send(this, Control.STOP, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<M> type() {
        return type;
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    @Override
    public String toString() {
        return name;
    }

    // ---- within a turn

    @Override
    public @Nullable Chain take(Object argument) {
        home.current = this;
        if (argument instanceof Signal signal && !(signal instanceof Asked)) return signal(signal);
        return role.message(argument);
    }

    private @Nullable Chain delivered(@Nullable Object slot) {
        return slot == null ? null : role.message(slot);
    }

    private @Nullable Chain signal(Signal signal) {
        if (signal == Control.NEXT && intake != null) return delivered(intake.next());
        if (signal == Control.START) return start();
        if (signal == Control.STOP) return stop();
        if (signal == Control.KILL) return kill();
        if (signal == Control.CHILDREN_ENDED) return childrenEnded();
        if (signal instanceof Outcome outcome) {
            makeOutcome(outcome);
            return null;
        }
        if (signal instanceof Tick tick) {
            if (ticks != null) ticks.due(tick);
            return null;
        }
        if (signal instanceof Knock knock && intake != null) {
            if (refuses) intake.refuse(knock);
            else intake.knocked(knock);
            return null;
        }
        if (signal instanceof Unblocked unblocked) {
            home.scheduler.outstanding(-1);
            return unblocked.chain;
        }
        return role.signal(signal);
    }

    /// The body's stack has ended.
    @Override
    void bodyEnded() {
        home.current = this;
        if (role instanceof BodyRole<M> body) body.ended();
    }

    private @Nullable Chain start() {
        if (phase == Phase.ENDED) return null;
        attach();
        Props<M> start = props;
        if (phase != Phase.SPAWNED || start == null) return null;
        phase = Phase.RUNNING;
        props = null;
        Backlog early = role.backlog;
        try {
            switch (start.behavior()) {
                case Handler<M> handler -> role = new HandlerRole<>(this, handler, early);
                case HandlerFactory<M> factory ->
                    role = new HandlerRole<>(this, Objects.requireNonNull(factory.create(),
                            "a handler factory must not return null: handler=null"), early);
                case Actor<M> body -> {
                    BodyRole<M> started = new BodyRole<>(this, body, early);
                    role = started;
                    return started.start();
                }
            }
        } catch (Throwable t) {
            over(t, null);
        }
        return null;
    }

    private @Nullable Chain stop() {
        if (phase.compareTo(Phase.STOPPING) >= 0) return null;
        beginStop();
        return hasChildren() && role.strand() != null ? null : role.unwind();
    }

    private @Nullable Chain kill() {
        if (phase == Phase.ENDED || killed) return null;
        if (phase != Phase.STOPPING) beginStop();
        killed = true;
        if (children == null || children.isEmpty()) return role.kill();
        for (Cell<?> child : children.oldestFirst()) home.scheduler.putFirst(child, Control.KILL);
        role.interruptIfBlocked();
        return null;
    }

    private @Nullable Chain childrenEnded() {
        if (phase != Phase.STOPPING || hasChildren()) return null;
        return killed ? role.kill() : role.unwind();
    }

    /// Stops within the actor's own turn: what it does is over at its end, or at its next wait.
    void stopSelf() {
        if (phase == Phase.RUNNING) beginStop();
    }

    private void beginStop() {
        phase = Phase.STOPPING;
        refuses = true;
        if (children == null) return;
        // each goes to the front, so the youngest is told first
        for (Cell<?> child : children.oldestFirst()) home.scheduler.putFirst(child, Control.STOP);
    }

    /// A message, bare or in an envelope, is now in the actor's hands.
    ///
    /// @return the message
    Object took(Object slot) {
        if (intake != null && role.strand() != null) intake.release();
        if (!(slot instanceof Asked asked)) return slot;
        OpenQuestions open = questions;
        if (open == null) questions = open = new OpenQuestions();
        open.add(asked.reply);
        return asked.message();
    }

    /// The handler's turn is over: what it had in hand makes room.
    void made() {
        if (intake != null) intake.release();
    }

    /// Takes out a message that was delivered and passed over, for a mailbox that drops.
    @Nullable Object dropKept(boolean oldest) {
        Backlog kept = role.backlog;
        if (kept == null || role.looksThrough()) return null;
        return oldest ? kept.take() : kept.takeNewest();
    }

    void drainIntake() {
        if (intake != null) intake.drain();
    }

    @Nullable Intake intake() {
        return intake;
    }

    void forget(RoomWait wait) {
        if (intake != null) intake.forget(wait);
    }

    String fill() {
        return intake == null ? "0" : intake.fill();
    }

    /// A question needs no answer any more. From any thread.
    void answered(Reply<?> reply) {
        if (home.scheduler.held()) forget(reply);
        else home.scheduler.putOutside(ignored -> {
            forget(reply);
            return null;
        }, Control.DRAIN, false);
    }

    private void forget(Reply<?> reply) {
        if (questions != null) questions.remove(reply);
    }

    /// How many messages are kept and not taken. A figure of some moment for who doesn't hold the token.
    int kept() {
        Backlog kept = role.backlog;
        return intake != null ? intake.count() : kept == null ? 0 : kept.size();
    }

    /// Sends the actor a message that is made in a turn of its own: what makes it throws as the actor would.
    void tellOutcome(Supplier<? extends M> make) {
        home.send(this, new Outcome(make), false);
    }

    private void makeOutcome(Outcome outcome) {
        if (refuses) return;
        try {
            send(Objects.requireNonNull(outcome.make.get(), "an outcome's message must not be null: message=null"),
                    true);
        } catch (Throwable t) {
            over(t, null);
        }
    }

    /// The actor's timers.
    Ticks<M> ticks() {
        Ticks<M> made = ticks;
        if (made == null) ticks = made = new Ticks<>(this);
        return made;
    }

    /// Goes on in another role.
    void play(Role<M> next) {
        role = next;
    }

    /// The role has done its last. Called by the role, within the actor's turn.
    ///
    /// @param failure what it crashed with, or null
    /// @param message the class of the message in hand
    void over(@Nullable Throwable failure, @Nullable Class<?> message) {
        if (failure != null) home.reports.failure(new Failure(name, message, failure));
        if (phase != Phase.STOPPING) beginStop();
        if (questions != null) questions.drain(reply -> {
            if (failure == null) reply.stopped();
            else reply.crashed(failure);
        });
        Backlog left = role.left();
        role = new Over<>(this);
        if (left != null) left.drain(kept -> home.undelivered(this, kept));
        if (intake != null) intake.close();
        if (ticks != null) ticks.end();
        if (failure instanceof DeadlockException circle) home.uncaught(circle);
        endIfAlone();
    }

    void endIfAlone() {
        if (hasChildren() || phase != Phase.STOPPING) return;
        phase = Phase.ENDED;
        props = null;
        if (attached) siblings().remove(this);
        home.registry.remove(name, this);
        home.reports.stopped(this);
        if (parent == null) home.endedAtTop();
        else
            if (parent.phase == Phase.STOPPING && !parent.hasChildren())
                home.scheduler.putFirst(parent, Control.CHILDREN_ENDED);
    }

    /// A start that a close has found waiting: the actor ends without having run.
    ///
    /// @return false if it has ended otherwise
    boolean discard() {
        if (phase != Phase.SPAWNED) return false;
        over(null, null);
        return true;
    }

    private void attach() {
        if (attached) return;
        attached = true;
        siblings().add(this);
    }

    private Children siblings() {
        if (parent == null) return home.top;
        Children all = parent.children;
        if (all == null) parent.children = all = new Children();
        return all;
    }

    boolean hasChildren() {
        return children != null && !children.isEmpty();
    }

    List<Cell<?>> children() {
        return children == null ? List.of() : children.oldestFirst();
    }

    @Nullable Cell<?> parent() {
        return parent;
    }

    Role<M> role() {
        return role;
    }

    /// Whether it is stopping or has ended.
    boolean stops() {
        return refuses;
    }

    boolean killed() {
        return killed;
    }

    @Override
    @Nullable Strand strand() {
        return role.strand();
    }

    @Override
    String busy() {
        return role instanceof HandlerRole<M> handler && handler.stashed() > 0
                ? "has stashed " + handler.stashed()
                : super.busy();
    }

    @Override
    boolean canWait() {
        return role instanceof BodyRole<M> body && !body.suspended() && !body.looksThrough();
    }

    @Override
    void refuseToWait(boolean receiving) {
        if (!(role instanceof BodyRole<M> body)) throw foreign();
        body.refuseToWait(receiving);
    }
}
