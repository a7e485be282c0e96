package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Lane;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A wait for something that completes elsewhere, perhaps on another thread.
///
/// | from | to | by |
/// |---|---|---|
/// | PENDING | DONE | whoever completes the stage, any thread: it then puts the entry that wakes the body |
/// | PENDING | LEFT | the holder of the lane, when the body has been unwound: the completion is for nobody |
///
/// The first result is stored and counts in one step, so that a stage which isn't the JDK's may tell more than one,
/// from several threads. The entry that wakes is put after that and taken after the body has suspended, so a stage that
/// completes at the very moment of suspension is seen in either order. One that completes during registration, on the
/// registering thread, needs no entry.
class StageWait<T> extends Wait {
    /// Besides these: the value itself, or [Failed]. Pending is null.
    private static final Object NO_VALUE = new Object();
    private static final Object LEFT = new Object();
    private static final VarHandle OUTCOME;

    private record Failed(Throwable failure) {}

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(StageWait.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Party owner;
    private final @Nullable Party other;
    private final Runnable whenLeft;
    private volatile @Nullable Object outcome;
    private boolean registering;
    private boolean counted;
    /// The completion came during the registration: no entry was put.
    private boolean inline;

    /// @param other who completes it, if that is known: one of this system, who waits for something itself or has a turn to
    ///        come, so that the wait for it doesn't keep the deque from being idle
    /// @param whenLeft called, in the owner's turn, if the body is unwound before the stage is done
    StageWait(Party owner, String what, @Nullable Party other, Runnable whenLeft) {
        super(other == null ? what : what + " " + other.name(), null, null);
        this.owner = owner;
        this.other = other;
        this.whenLeft = whenLeft;
    }

    /// Listens to the stage.
    ///
    /// @return whether it is done already, so that there is nothing to wait for
    boolean register(CompletionStage<T> stage) {
        return register(() -> stage.whenComplete((result, thrown) -> complete(result, thrown)));
    }

    /// Has somebody call [#complete] one day.
    ///
    /// @return whether that was done already
    boolean register(Runnable registration) {
        registering = true;
        registration.run();
        registering = false;
        if (inline) return true;
        counted = keepsFromIdle();
        if (counted) owner.lane.outstanding(1);
        return false;
    }

    /// Whether the deque isn't idle while this wait lasts, for somebody elsewhere will end it.
    boolean keepsFromIdle() {
        return other == null;
    }

    /// The result is there. From any thread; only the first call counts.
    ///
    /// @return whether it counted
    boolean complete(@Nullable T result, @Nullable Throwable thrown) {
        boolean held = owner.lane.held();
        if (outcome != null) return false;
        Object told = thrown != null ? new Failed(thrown) : result != null ? result : NO_VALUE;
        if (!OUTCOME.compareAndSet(this, null, told)) return false;
        if (held && registering) inline = true;
        if (!held) owner.lane.putOutside(owner, this, false);
        else if (!inline) owner.lane.put(owner, this);
        return true;
    }

    @Override
    void over(Lane<Chain> lane) {
        super.over(lane);
        if (counted) lane.outstanding(-1);
        if (OUTCOME.compareAndSet(this, null, LEFT)) left();
    }

    /// The body doesn't wait any more: what comes is for nobody.
    void left() {
        whenLeft.run();
    }

    /// Whether there is a result; else the wait has ended otherwise.
    boolean done() {
        Object end = outcome;
        return end != null && end != LEFT;
    }

    @Override
    @Nullable Party waitsFor() {
        return outcome == null ? other : null;
    }

    @SuppressWarnings("unchecked") // what is no mark is the stage's
    @Nullable T value() {
        Object end = outcome;
        return end == NO_VALUE || end == LEFT || end instanceof Failed ? null : (T) end;
    }

    @Nullable Throwable failure() {
        return outcome instanceof Failed failed ? failed.failure : null;
    }
}
