package dev.troupe.internal.cell;

import dev.troupe.Actor;
import dev.troupe.ActorRef;
import dev.troupe.DeadLetter;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.SendResult;
import dev.troupe.Shutdown;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.mailbox.ArrivalBacklog;
import dev.troupe.internal.mailbox.Backlog;
import dev.troupe.internal.oversight.ChildEvent;
import dev.troupe.internal.oversight.Counted;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.worker.ActorLane;
import dev.troupe.spi.ActorTies;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One actor, one incarnation: what references refer to and what the scheduler gives turns to.
///
/// *No mailbox of its own.* A message sent is an entry of the deque, (cell, message), and is delivered when that entry comes
/// up; only what is delivered and not wanted yet is kept, in the role's backlog.
///
/// *Rooms.* How the actor starts, ends and starts anew is its [Life]'s; what it does with a message its [Role]'s; here are
/// its address, and the way of what is sent to it.
public final class Cell<M> extends Party implements ActorRef<M>, Counted {
    private final String name;
    private final Class<M> type;
    private final long incarnation;
    private final @Nullable Intake intake;
    private volatile boolean refuses; // any thread
    /// How many of its messages are looked at, see [Watching]: those whose number has none of these bits; `-1` for none.
    byte mask;
    /// What is to be noted of the next messages sent to it: [Watching#NOTHING] and so on. Any thread, without order.
    byte stamp;
    /// Messages that have come: on the deque when they join it, on a lane of its own when they are taken out. Only if it has no
    /// intake. Wraps.
    int accepted;
    /// Messages taken. Wraps; what has gone over is with [Watching].
    int processed;

    final Life<M> life;
    private Role<M> role;
    /// Something unusual is going on: it ends, or was poisoned. Asked at each turn instead of what it may be.
    boolean disturbed;
    private @Nullable Asking asking;
    private @Nullable Ticks<M> ticks;
    private @Nullable Ties<M> ties;

    /// For [Spawning].
    Cell(Home home, @Nullable Cell<?> parent, String name, Props<M> props, long place,
            @Nullable Function<? super ChildEvent, ?> event) {
        super(home, props.scheduler(), props.behavior() instanceof Actor<M>);
        this.name = name;
        this.type = props.type();
        this.intake = Intake.of(this, props.mailbox(), props.recorded() > 0);
        this.incarnation = home.incarnations.incrementAndGet();
        this.life = new Life<>(this, parent, props, place, event);
        this.role = new Dormant<>(this, null);
        this.mask = home.watching.mask();
        this.stamp = home.watching.stamp();
    }

    // ---- any thread

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
        if (result == SendResult.FULL && intake != null && !home.isInTurn())
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
        SendResult result = putSlot(Enveloped.question(question, reply), reply.awaited ? Intake.FOR_EVER : 0);
        return result == SendResult.ACCEPTED ? result : deadLetter(question, result);
    }

    /// Puts what fills a mailbox's slot: a message, bare or in an envelope.
    private SendResult putSlot(Object message, long waitNanos) {
        Object slot = stamp == Watching.NOTHING ? message : Watching.stamped(this, message);
        if (!lane.held()) return putFromOutside(slot, waitNanos);
        if (refuses) return SendResult.STOPPED;
        if (intake != null) return intake.put(slot, waitNanos);
        if (lane instanceof DequeScheduler<?>) accepted++;
        lane.put(this, slot);
        return SendResult.ACCEPTED;
    }

    @Override
    public boolean arrived(Object argument) {
        if (!isMessage(argument)) return false;
        accepted++;
        return true;
    }

    @Override
    public boolean isCounted(Object argument) {
        return isMessage(argument);
    }

    /// From a thread outside, or from a turn on another lane.
    private SendResult putFromOutside(Object message, long waitNanos) {
        if (home.isClosing() && !home.isInTurn()) return SendResult.CLOSED;
        if (refuses) return SendResult.STOPPED;
        if (intake != null) return intake.putAcross(message, waitNanos);
        home.sendOutside(this, message, false);
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

    /// Has the actor stopped, with a limit other than its own.
    public void requestStop(Shutdown limit) {
        home.send(this, new StopWithin(limit), true);
    }

    /// Has the actor killed.
    public void requestKill() {
        home.send(this, Control.KILL, true);
    }

    /// Has the actor stopped behind what was sent to it before.
    public void requestPoison() {
        home.send(this, Control.POISON, false);
    }

    /// Completes the future when the actor has ended for good.
    public void watchedFromOutside(CompletableFuture<ExitReason> ended) {
        ExitReason already = life.ended();
        if (already == null) home.send(this, new Tie.Watch(this, ended), false);
        else ended.complete(already);
    }

    @Override
    public int load() {
        if (intake == null) return -1;
        return intake.count() + (role.isBusy() ? 1 : 0);
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
        if (argument instanceof Signal signal && !(signal instanceof Enveloped)) return signal(signal);
        return role.message(argument);
    }

    private @Nullable Chain signal(Signal signal) {
        switch (signal) {
            case Control control -> {
                return control(control);
            }
            case Unblocked unblocked -> {
                lane.outstanding(-1);
                return unblocked.chain;
            }
            case Tie tie -> {
                if (life.ended() == null) return ties().come(tie);
                late(tie);
            }
            case Notice notice -> {
                return Notices.of(this, notice);
            }
            case Outcome outcome -> {
                return Notices.of(this, outcome);
            }
            case Outcome.Limit limit -> {
                return Notices.over(this, limit.of);
            }
            case StopWithin stop -> {
                return life.stop(stop.limit);
            }
            case Tick tick -> {
                if (ticks != null) ticks.due(tick);
            }
            case Knock knock -> {
                if (intake != null) intake.knocked(knock);
            }
            case Errand errand -> errand.work.run();
            case ChildGone gone -> life.childEnded(gone.child);
            case FirstTurn turn -> life.firstTurnOver(turn);
            case Wait _,Enveloped _,Drain _ -> {
                return role.signal(signal);
            }
        }
        return null;
    }

    private @Nullable Chain control(Control control) {
        if (control == Control.NEXT) return intake == null ? null : delivered(intake.next());
        if (control == Control.START) return life.start();
        if (control == Control.STOP) return life.stop(null);
        if (control == Control.CHILDREN_ENDED) return life.proceed();
        if (control == Control.KILL) return life.kill();
        if (control == Control.LATE) return life.late();
        if (control == Control.POISON) return life.poison();
        if (control == Control.AGAIN) return life.again();
        if (control == Control.HALT) return life.halt();
        if (control == Control.REVIVE) return life.revive();
        if (control == Control.SWEEP) {
            lane.sweep(argument -> home.sweep(this, argument));
            home.hasSwept();
            return null;
        }
        return role.signal(control);
    }

    private @Nullable Chain delivered(@Nullable Object slot) {
        return slot == null ? null : role.message(slot);
    }

    /// Takes a message back that may wait in the mailbox.
    void takeBack(Enveloped slot) {
        if (role.backlog != null) role.backlog.remove(slot);
        if (intake != null) intake.remove(slot);
    }

    /// The body's stack has ended.
    @Override
    void bodyEnded() {
        lane.runs(this);
        if (role instanceof BodyRole<M> body) body.ended();
    }

    /// A message in an envelope is now in the actor's hands.
    ///
    /// @return the message
    Object took(Enveloped slot) {
        if (slot.notice) accepted++; // it has passed by what counts
        if (slot.sentNanos != 0) home.watching.waited(this, slot);
        if (slot.watch != null && ties != null) ties.taken(slot.watch);
        Fate fate = life.fate();
        if (fate != null) fate.record(slot);
        if (slot.reply != null) asking().took(slot.reply);
        return slot.message();
    }

    /// A message, bare or in an envelope, is now in the hands of a body.
    ///
    /// @return the message
    Object tookByBody(Object slot) {
        if (intake != null && Enveloped.counts(slot)) intake.release();
        return slot instanceof Enveloped enveloped ? took(enveloped) : slot;
    }

    /// A message has gone, the one that a handler had in hand or one that a close has found: it makes room.
    void made() {
        if (intake != null) intake.release();
    }

    /// A message is no longer in its mailbox, and nobody will take it. Its place first, so that it is never counted twice.
    void loses(Object slot) {
        if (Enveloped.counts(slot)) made();
        home.undelivered(this, slot);
    }

    /// A message that was taken waits again.
    void recount(Object slot) {
        if (intake != null && Enveloped.counts(slot)) intake.force();
    }

    /// What keeps messages that were delivered and not taken.
    Backlog newBacklog() {
        return intake == null ? new ArrivalBacklog() : intake.newBacklog();
    }

    void keep(Backlog kept, Object slot) {
        if (intake == null) kept.add(slot);
        else intake.keep(kept, slot);
    }

    /// Takes out a message that was delivered and passed over, for a mailbox that drops.
    @Nullable Object dropKept(boolean oldest) {
        Backlog kept = role.backlog;
        if (kept == null || role.looksThrough()) return null;
        return kept.takeEnd(oldest, Enveloped::counts);
    }

    void drainIntake() {
        if (intake != null) intake.drain();
    }

    @Nullable Intake intake() {
        return intake;
    }

    /// A question needs no room any more. From any thread.
    void withdraws(Reply<?> reply) {
        if (intake != null) home.inTurnOf(this, () -> intake.withdraw(reply));
    }

    void forget(RoomWait wait) {
        if (intake != null) intake.forget(wait);
    }

    String fill() {
        return intake == null ? "0" : intake.fill();
    }

    /// A question needs no answer any more. From any thread.
    void answered(Reply<?> reply) {
        home.inTurnOf(this, () -> forget(reply));
    }

    private void forget(Reply<?> reply) {
        if (asking != null) asking.forget(reply);
    }

    /// How many messages wait for it, of whatever kind its mailbox is; never negative. Any thread, without order.
    int depth() {
        return depth(processed);
    }

    /// The same for who has read before how many it had taken: what is taken meanwhile is in neither, so that both together are
    /// never more than what it was sent. Each message goes from the lane to what has come to what was taken; so the one is
    /// looked for before the other, against that direction.
    int depth(int taken) {
        VarHandle.loadLoadFence();
        if (intake != null) {
            boolean inHand = role instanceof HandlerRole<M> handler && handler.countsInHand();
            VarHandle.loadLoadFence();
            return Math.max(0, intake.count() - (inHand ? 1 : 0));
        }
        int here = Math.max(0, accepted - taken);
        if (!(lane instanceof ActorLane<?> own)) return here;
        VarHandle.loadLoadFence();
        return here + own.messages();
    }

    /// Its message of a number that is looked at was taken.
    ///
    /// @return when, if its processing is to be timed; else 0
    long watched(Object slot) {
        if (processed == 0) home.watching.carry(this);
        return mask < 0 ? 0 : home.watching.took(this, slot);
    }

    static boolean isMessage(Object argument) {
        return !(argument instanceof Signal) || argument instanceof Enveloped;
    }

    Asking asking() {
        Asking made = asking;
        if (made == null) asking = made = new Asking(this);
        return made;
    }

    /// This life is over.
    void closeQuestions(@Nullable Throwable failure, @Nullable Reply<?> kept) {
        if (asking != null) asking.end(failure, kept);
    }

    Ties<M> ties() {
        Ties<M> made = ties;
        if (made == null) ties = made = new Ties<>(this);
        return made;
    }

    /// Whom it watches and is linked to, by name.
    ActorTies showTies() {
        return ties == null ? new ActorTies(name, List.of(), List.of(), List.of()) : ties.show();
    }

    void endTies(ExitReason reason) {
        if (ties != null) ties.end(reason);
        ties = null;
    }

    /// What comes of others' ties to an actor that has ended.
    void late(Tie tie) {
        ExitReason reason = life.ended();
        if (reason != null) Ties.late(this, reason, tie);
    }

    /// The actor's timers.
    Ticks<M> ticks() {
        Ticks<M> made = ticks;
        if (made == null) ticks = made = new Ticks<>(this);
        return made;
    }

    void endTicks() {
        if (ticks != null) ticks.end();
    }

    /// Goes on in another role.
    void play(Role<M> next) {
        role = next;
    }

    /// From now on nothing is accepted, and nobody waits for room.
    void refuse() {
        refuses = true;
        if (intake != null) intake.refuseWaiting();
    }

    /// A start that a close has found waiting: the actor ends without having run.
    ///
    /// @return false if it has begun, or ended otherwise
    boolean discard() {
        return life.discard();
    }

    Role<M> role() {
        return role;
    }

    /// Whether it refuses messages: it is stopping, was poisoned, or has ended.
    boolean stops() {
        return refuses;
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
