package dev.troupe.coroutine;

import dev.troupe.internal.coroutine.Coroutine;
import dev.troupe.internal.coroutine.PinnedException;
import dev.troupe.internal.port.Threads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What stands behind a [Generator]: its body's stack and where it is.
///
/// Apart from the handle so that the body, which a started stack keeps reachable, doesn't keep the handle reachable: an
/// abandoned generator is recognised by its handle.
///
/// *Ownership.* Whoever brings `state` from CREATED or SUSPENDED to RUNNING owns all other fields until it leaves RUNNING;
/// the body's code runs within that time.
///
/// | from | to | by |
/// |---|---|---|
/// | CREATED, SUSPENDED | RUNNING | whoever steps or closes it |
/// | RUNNING | SUSPENDED | the same, when the body has yielded |
/// | RUNNING | CLOSED | the same, when the body has ended |
/// | CREATED | CLOSED | close, or a raise before the start |
/// | CREATED, SUSPENDED | DELEGATED | a delegator: it belongs to that one from now on |
/// | DELEGATED | CLOSED | the root's stepper, when the body has ended |
///
/// *Delegation.* Generators that delegate form a list from the *root*, the one that is stepped, to the *innermost*, the one
/// that runs; `delegator` points one step back. The root knows the innermost, so a step costs the same at any depth; the
/// one that runs is told the root at each step, so a new delegation costs the same, too.
final class GeneratorCore<Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object>
        implements Yielder<Y, S> {
    private static final int CREATED = 0;
    private static final int RUNNING = 1;
    private static final int SUSPENDED = 2;
    private static final int CLOSED = 3;
    private static final int DELEGATED = 4;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(GeneratorCore.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// What the body left its stack for.
    private enum Signal {
        YIELD, DELEGATE, END
    }

    private volatile int state = CREATED;
    private Generator.@Nullable Body<Y, S, R> body;
    private @Nullable Coroutine coroutine;
    private Signal signal = Signal.END;

    private @Nullable Object sent;
    private @Nullable Throwable raised;
    private @Nullable Object yielded;
    private @Nullable Object result;
    private @Nullable Throwable failure;
    private boolean resultTaken;

    private GeneratorCore<?, ?, ?> root = this;
    private GeneratorCore<?, ?, ?> innermost = this;
    private @Nullable GeneratorCore<?, ?, ?> delegator;
    private boolean closing;

    GeneratorCore(Generator.Body<Y, S, R> body) {
        this.body = body;
    }

    static Throwable unchecked(Throwable failure) {
        return failure instanceof RuntimeException || failure instanceof Error
                ? failure
                : new GeneratorException(failure);
    }

    GeneratorState state() {
        return switch (state) {
            case CREATED -> GeneratorState.CREATED;
            case RUNNING -> GeneratorState.RUNNING;
            case CLOSED -> GeneratorState.CLOSED;
            default -> GeneratorState.SUSPENDED;
        };
    }

    /// Steps this generator, the root of its delegations.
    ///
    /// @return true if it yielded, false if it has returned
    boolean advance(@Nullable Object value, @Nullable Throwable raise) {
        int from = state;
        if (from == CLOSED) {
            if (raise != null) throw rethrown(raise);
            return false;
        }
        enter(from, RUNNING);
        if (from == CREATED && raise != null) {
            end(null, raise);
            throw rethrown(raise);
        }
        if (run(value, raise)) {
            state = SUSPENDED;
            return true;
        }
        if (failure != null) throw rethrown(failure);
        return false;
    }

    void close() {
        int from = state;
        if (from == CLOSED) return;
        enter(from, RUNNING);
        if (from == CREATED) {
            end(null, null);
            return;
        }
        closing = true;
        run(null, new Unwind.Closed());
        Throwable end = failure;
        if (end == null) return;
        failure = null;
        if (!(end instanceof Unwind.Closed)) {
            failure = end;
            throw rethrown(end);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // null only if the body yielded it
    Y yielded() {
        Object value = yielded;
        yielded = null;
        return (Y) value;
    }

    /// The result for the exception that tells of the end: null but for the first time.
    @Nullable Object takeResult() {
        Object value = resultTaken ? null : result;
        resultTaken = true;
        return value;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // null only if the body returned it
    R result() {
        if (state != CLOSED)
            throw new IllegalStateException("a generator has a result when it has ended: state=" + state());
        if (failure != null) throw new IllegalStateException("a generator that failed has no result", failure);
        return (R) result;
    }

    // ---- the body's side

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null only if it was sent
    public S yield(Y value) {
        checkInside("yield");
        if (root.closing)
            throw new IllegalStateException("a generator must not yield while it is being closed: value=" + value);
        yielded = value;
        leave(Signal.YIELD);
        return (S) takeSent();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null only if it was returned
    public <T extends @Nullable Object> T yieldFrom(Generator<? extends Y, ? super S, T> generator) {
        checkInside("delegate");
        Objects.requireNonNull(generator, "generator must not be null: generator=null");
        if (root.closing) throw new IllegalStateException("a generator must not delegate while it is being closed");
        GeneratorCore<? extends Y, ? super S, T> sub = generator.core();
        int from = sub.state;
        if (from == CLOSED) return (T) null;
        sub.enter(from, DELEGATED);
        sub.delegator = this;
        root.innermost = sub.innermost;
        try {
            leave(Signal.DELEGATE);
        } catch (IllegalStateException e) {
            if (root.innermost == sub.innermost && sub.delegator == this && sub.state == DELEGATED) {
                root.innermost = this;
                sub.delegator = null;
                sub.state = from;
            }
            throw e;
        } finally {
            Reference.reachabilityFence(generator);
        }
        return (T) takeSent();
    }

    private void leave(Signal why) {
        Coroutine mine = coroutine;
        if (mine == null) throw new IllegalStateException("the generator has no stack");
        signal = why;
        mine.yieldToCaller();
        Throwable raise = raised;
        if (raise != null) {
            raised = null;
            throw rethrown(raise);
        }
    }

    private @Nullable Object takeSent() {
        Object value = sent;
        sent = null;
        return value;
    }

    private void runBody() {
        Generator.Body<Y, S, R> mine = body;
        body = null;
        signal = Signal.END;
        if (mine == null) return;
        try {
            Object returned = mine.run(this);
            end(returned, null);
        } catch (StopIteration e) {
            end(null, new IllegalStateException("a generator's body must not let StopIteration out", e));
        } catch (Throwable t) {
            end(null, unchecked(t));
        }
        signal = Signal.END;
    }

    // ---- the stepper's side

    /// @return true if the innermost generator has yielded, false if this one has ended
    private boolean run(@Nullable Object value, @Nullable Throwable raise) {
        try {
            return runInnermost(value, raise);
        } catch (PinnedException e) {
            // the caller's stack can't be left: this one has not been touched
            closing = false;
            state = body == null ? SUSPENDED : CREATED;
            throw e;
        } catch (Throwable t) {
            // the engine's own failure, such as no memory for a stack
            end(null, t);
            throw t;
        }
    }

    private boolean runInnermost(@Nullable Object value, @Nullable Throwable raise) {
        GeneratorCore<?, ?, ?> target = innermost;
        while (true) {
            target.root = this;
            target.sent = value;
            target.raised = raise;
            switch (target.step()) {
                case YIELD -> {
                    Object given = target.yielded;
                    target.yielded = null;
                    yielded = given;
                    return true;
                }
                case DELEGATE -> {
                    target = innermost;
                    value = null;
                    raise = null;
                }
                case END -> {
                    GeneratorCore<?, ?, ?> outer = target.delegator;
                    if (outer == null) return false;
                    target.delegator = null;
                    value = target.takeResult();
                    raise = target.failure;
                    if (raise == null && closing) raise = new Unwind.Closed();
                    if (closing && raise instanceof Unwind.Closed) target.failure = null;
                    innermost = target = outer;
                }
            }
        }
    }

    private Signal step() {
        Coroutine mine = coroutine;
        if (mine == null) coroutine = mine = Coroutine.of(this::runBody);
        mine.step();
        return signal;
    }

    private void end(@Nullable Object returned, @Nullable Throwable thrown) {
        body = null;
        result = returned;
        failure = thrown;
        coroutine = null;
        state = CLOSED;
    }

    private void enter(int from, int to) {
        if (from == RUNNING || from == DELEGATED || !STATE.compareAndSet(this, from, to))
            throw new IllegalStateException("the generator is already executing: "
                    + (from == DELEGATED ? "another generator delegates to it" : "state=" + state()));
    }

    private void checkInside(String what) {
        Coroutine mine = coroutine;
        if (mine == null || !mine.isCurrent())
            throw new IllegalStateException(
                    "only a generator's own body can " + what + " for it: thread=" + Threads.currentName());
    }

    private static RuntimeException rethrown(Throwable unchecked) {
        if (unchecked instanceof Error error) throw error;
        return (RuntimeException) unchecked;
    }
}
