package dev.troupe.internal.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A wait for something that completes elsewhere, perhaps on another thread.
///
/// | from | to | by |
/// |---|---|---|
/// | PENDING | DONE | whoever completes the stage, any thread: it then puts the entry that wakes the body |
/// | PENDING | LEFT | the holder of the token, when the body has been unwound: the completion is for nobody |
///
/// The entry that wakes is put after the result was stored and taken after the body has suspended, so a stage that
/// completes at the very moment of suspension is seen in either order. One that completes during registration, on the
/// registering thread, needs no entry.
class StageWait<T> extends Wait {
    private static final int PENDING = 0;
    private static final int DONE = 1;
    private static final int LEFT = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(StageWait.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Party owner;
    private final @Nullable Party other;
    private final Runnable whenLeft;
    private volatile int state = PENDING;
    private boolean registering;
    /// The completion came during the registration: no entry was put.
    private boolean inline;
    private @Nullable T value;
    private @Nullable Throwable failure;

    /// @param other who completes it, if that is known
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
        owner.home.scheduler.outstanding(1);
        return false;
    }

    /// The result is there. From any thread; only the first call counts.
    ///
    /// @return whether it counted
    boolean complete(@Nullable T result, @Nullable Throwable thrown) {
        boolean held = owner.home.scheduler.held();
        if (state != PENDING) return false;
        if (held && registering) inline = true;
        value = result;
        failure = thrown;
        if (!STATE.compareAndSet(this, PENDING, DONE)) return false;
        if (!held) owner.home.scheduler.putOutside(owner, this, false);
        else if (!inline) owner.home.scheduler.put(owner, this);
        return true;
    }

    @Override
    void over(Home home) {
        super.over(home);
        home.scheduler.outstanding(-1);
        if (STATE.compareAndSet(this, PENDING, LEFT)) left();
    }

    /// The body doesn't wait any more: what comes is for nobody.
    void left() {
        whenLeft.run();
    }

    /// Whether there is a result; else the wait has ended otherwise.
    boolean done() {
        return state == DONE;
    }

    @Override
    @Nullable Party waitsFor() {
        return state == PENDING ? other : null;
    }

    @Nullable T value() {
        return value;
    }

    @Nullable Throwable failure() {
        return failure;
    }
}
