package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.AskAbsentException;
import dev.troupe.AskCrashedException;
import dev.troupe.AskException;
import dev.troupe.AskRefusedException;
import dev.troupe.AskStoppedException;
import dev.troupe.AskTimeoutException;
import dev.troupe.DeadLetter;
import dev.troupe.SendResult;
import dev.troupe.internal.report.Tallies.AskEnd;
import dev.troupe.spi.Event;
import dev.troupe.internal.report.Tallies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where an answer goes: a reference that takes one message, from any thread.
///
/// While its question is in the target's hands it stands in the target's list of open questions ([Cell]), so that it fails
/// when the target ends. An answer after the end of the ask is a dead letter.
final class Reply<R> implements ActorRef<R> {
    /// Who waits for the answer. Called from any thread, once.
    @FunctionalInterface
    interface Asker<R> {
        /// Tells the answer or the failure, whichever isn't null.
        ///
        /// @return whether the outcome still counted
        boolean tell(@Nullable R answer, @Nullable AskException failure);
    }

    private static final int OPEN = 0;
    private static final int IN_HAND = 1;
    private static final int OVER = 2;
    private static final VarHandle STATE;
    private static final VarHandle INCARNATION;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Reply.class, "state", int.class);
            INCARNATION = MethodHandles.lookup().findVarHandle(Reply.class, "incarnation", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Home home;
    private final String asker;
    private final String target;
    private final @Nullable Cell<?> cell;
    /// Whether the asker is suspended until the answer comes, so that its question may wait for room.
    final boolean awaited;
    final long askedNanos;
    /// Whoever makes the state OVER takes it.
    private @Nullable Asker<R> outcome;
    @SuppressWarnings("UnusedVariable") // through STATE
    private volatile int state = OPEN;
    private volatile @Nullable Class<?> message;
    private volatile long incarnation; // numbered on first need

    /// Whether it is in the target's list, and its neighbours there; the target's.
    @Nullable Reply<?> earlier;
    @Nullable Reply<?> later;
    boolean inHand;

    Reply(Home home, String asker, String target, @Nullable Cell<?> cell, boolean awaited,
            Asker<R> outcome) {
        this.home = home;
        this.asker = asker;
        this.target = target;
        this.cell = cell;
        this.awaited = awaited;
        this.outcome = outcome;
        this.askedNanos = home.clock.nanoTime();
        home.reports.tallies.asked();
    }

    /// Makes the question, which may carry this reply.
    Object question(Function<? super ActorRef<R>, ?> make) {
        try {
            return Objects.requireNonNull(make.apply(this), "message must not be null: message=null, actor=" + target);
        } catch (Throwable t) {
            abandon();
            throw t;
        }
    }

    /// Sends the question. What can't be sent fails at once.
    void ask(Object question) {
        message = question.getClass();
        if (cell == null) {
            home.reports.deadLetter(target, question, DeadLetter.Reason.NO_SUCH_ACTOR);
            fail(new AskAbsentException(target, details()), AskEnd.ABSENT);
            return;
        }
        switch (cell.sendAsked(question, this)) {
            case ACCEPTED -> {}
            case FULL -> refused();
            case STOPPED, CLOSED -> stopped();
        }
    }

    @Override
    public SendResult tell(R answer) {
        SendResult result = offer(answer);
        if (result != SendResult.ACCEPTED) late(answer);
        return result;
    }

    /// An answer needs no room.
    @Override
    public SendResult tell(R answer, Duration limit) {
        Durations.nanos("tell limit", limit);
        return tell(answer);
    }

    /// An answer that reaches nobody.
    void late(R answer) {
        home.reports.deadLetter("reply to " + asker, answer, DeadLetter.Reason.LATE_REPLY);
    }

    @Override
    public SendResult offer(R answer) {
        Objects.requireNonNull(answer, "reply must not be null: reply=null, asker=" + asker);
        Asker<R> mine = claim(AskEnd.ANSWERED);
        if (mine == null) return SendResult.STOPPED;
        return mine.tell(answer, null) ? SendResult.ACCEPTED : SendResult.STOPPED;
    }

    /// The target's mailbox has dropped the question.
    void refused() {
        fail(new AskRefusedException(target, details()), AskEnd.REFUSED);
    }

    /// The target has stopped.
    void stopped() {
        fail(new AskStoppedException(target, details()), AskEnd.STOPPED);
    }

    /// The target has crashed with the question in its hands.
    void crashed(Throwable cause) {
        fail(new AskCrashedException(target, details(), cause), AskEnd.CRASHED);
    }

    /// The limit is over.
    ///
    /// @return null if the outcome has been told, or is being told
    @Nullable AskTimeoutException expireUnlessOver() {
        return claim(AskEnd.TIMEOUT) == null ? null : new AskTimeoutException(target, details());
    }

    /// The limit is over, or the asker doesn't wait any more: an answer is late from now on.
    AskTimeoutException expire() {
        claim(AskEnd.TIMEOUT);
        AskTimeoutException expired = new AskTimeoutException(target, details());
        if (awaited && cell != null) cell.withdraws(this);
        return expired;
    }

    /// Nobody waits for the answer any more.
    void abandon() {
        claim(AskEnd.ABANDONED);
    }

    private void fail(AskException failure, AskEnd end) {
        Asker<R> mine = claim(end);
        if (mine != null) mine.tell(null, failure);
    }

    /// Takes the right to tell the outcome; whether it still counts, the asker decides.
    private @Nullable Asker<R> claim(AskEnd end) {
        int before = (int) STATE.getAndSet(this, OVER);
        if (before == OVER) return null;
        home.reports.tallies.askEnded(end);
        home.reports.happened(() -> new Event.AskEnded(target, Tallies.word(end), home.clock.nanoTime() - askedNanos));
        if (before == IN_HAND && cell != null) cell.answered(this);
        Asker<R> mine = outcome;
        outcome = null;
        return mine;
    }

    /// The target takes the question in hand, perhaps again: one that was redelivered was in its hands before.
    ///
    /// @return false if nobody waits for the answer any more
    boolean take() {
        inHand = STATE.compareAndSet(this, OPEN, IN_HAND) || state == IN_HAND;
        return inHand;
    }

    private AskException.Details details() {
        Duration elapsed = Duration.ofNanos(home.clock.nanoTime() - askedNanos);
        return new AskException.Details(message, elapsed, cell != null && !cell.stops(),
                cell == null ? 0 : cell.depth());
    }

    @Override
    public String name() {
        return "reply to " + asker;
    }

    @Override
    @SuppressWarnings("unchecked") // nobody knows the class of the answer
    public Class<R> type() {
        return (Class<R>) Object.class;
    }

    @Override
    public long incarnation() {
        if (incarnation == 0) INCARNATION.compareAndSet(this, 0L, home.incarnations.incrementAndGet());
        return incarnation;
    }

    @Override
    public String toString() {
        return name();
    }
}
