package dev.troupe.internal.cell;

import dev.troupe.DeadlockException;
import dev.troupe.Failure;
import dev.troupe.Task;
import dev.troupe.TaskAction;
import dev.troupe.TaskBody;
import dev.troupe.coroutine.Unwind;
import dev.troupe.internal.coroutine.Chain;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A task: a body without a mailbox, whose end completes a future.
public final class TaskCell<T> extends Party {
    private final String name;
    private final long number;
    private final TaskBody<T> body;
    private final boolean reported;
    private final TaskFuture<T> future;
    private @Nullable Strand strand;
    private @Nullable T value;
    private @Nullable Throwable failure;
    private boolean over;
    /// Stages that hang on this task and that nobody awaits, since that would have closed a circle.
    private final AtomicInteger refusedStages = new AtomicInteger(); // any thread
    private boolean cancelled;
    private boolean killed;
    /// The cancellation has been raised: what the body waits for to clean up is not refused.
    private boolean unwinding;

    private TaskCell(Home home, TaskBody<T> body, boolean reported) {
        super(home, null, true);
        this.number = home.tasks.incrementAndGet();
        this.name = Home.taskName(number);
        this.body = Objects.requireNonNull(body, "task body must not be null: body=null");
        this.reported = reported;
        this.future = new TaskFuture<>(this);
    }

    /// Starts a task, from any thread.
    public static <T> Task<T> start(Home home, TaskBody<T> body) {
        return new TaskCell<>(home, body, false).start();
    }

    /// Starts a task whose failure goes to the listeners, from any thread.
    @SuppressWarnings("NullAway") // Void has no other value
    public static Task<Void> launch(Home home, TaskAction action) {
        Objects.requireNonNull(action, "task action must not be null: action=null");
        return new TaskCell<Void>(home, self -> {
            action.run(self);
            return null;
        }, true).start();
    }

    private Task<T> start() {
        if (home.isClosing())
            throw new IllegalStateException("a task can't be started in a system that is closed: task=" + name);
        home.send(this, Control.START, false);
        return future;
    }

    void requestCancel() {
        home.send(this, Control.STOP, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @Nullable Strand strand() {
        return strand;
    }

    // ---- within a turn

    @Override
    public @Nullable Chain take(Object argument) {
        if (argument instanceof Unblocked unblocked) {
            lane.outstanding(-1);
            return unblocked.chain;
        }
        if (over) return null;
        if (argument == Control.START) return begin();
        if (argument == Control.STOP) return cancel();
        if (argument == Control.KILL) return kill();
        return strand != null && argument instanceof Signal signal ? strand.signal(signal) : null;
    }

    private @Nullable Chain begin() {
        if (future.isDone()) {
            over = true;
            return null;
        }
        home.running.put(number, this);
        // a close that has begun since either finds it there, or is seen here
        if (home.isClosing()) {
            home.taskEnded(number);
            discard();
            return null;
        }
        strand = new Strand(this, this::run);
        return strand.wake();
    }

    private @Nullable Chain cancel() {
        cancelled = true;
        if (unwinding || strand == null || strand.waiting() == null) return null;
        unwinding = true;
        return strand.raise(new Unwind.Cancelled());
    }

    private @Nullable Chain kill() {
        cancelled = true;
        killed = true;
        future.cancel(false);
        if (strand == null) return null;
        if (strand.waiting() != null) return strand.raise(new Unwind.Killed());
        strand.interrupt();
        return null;
    }

    /// A start that a close has found waiting.
    ///
    /// @return false if it was cancelled before
    boolean discard() {
        over = true;
        return future.cancel(false);
    }

    private void run() {
        Strand mine = strand;
        if (mine == null) throw new IllegalStateException("a task runs before it has begun: task=" + name);
        Waiting waiting = new Waiting(this, mine);
        try {
            value = body.run(new TaskScope(this, waiting));
        } catch (Unwind.Cancelled | Unwind.Killed end) {
            future.cancel(false);
        } catch (CancellationException cancelledFirst) { // what it waited for may be cancelled with it
            if (!future.isCancelled()) failure = cancelledFirst;
        } catch (Throwable t) {
            failure = t;
        }
        waiting.ended();
    }

    @Override
    void bodyEnded() {
        lane.runs(this);
        over = true;
        try {
            tell(failure);
        } finally {
            home.taskEnded(number);
        }
    }

    private void tell(@Nullable Throwable thrown) {
        if (thrown == null) {
            future.complete(value);
            return;
        }
        home.fatal(thrown);
        // who awaits it gets it, and may catch it
        if (thrown instanceof DeadlockException circle && future.getNumberOfDependents() <= refusedStages.get())
            home.uncaught(circle);
        boolean lost = future.isDone();
        if (reported || lost) home.reports.failure(new Failure(name, null, thrown));
        future.completeExceptionally(thrown);
    }

    /// Somebody was refused to await a stage that comes of this task.
    void refusedStage() {
        refusedStages.incrementAndGet();
    }

    @Override
    boolean canWait() {
        return strand != null && strand.waiting() == null;
    }

    @Override
    void refuseToWait(boolean receiving) {
        if (killed) throw new Unwind.Killed();
        if (!cancelled || unwinding) return;
        unwinding = true;
        throw new Unwind.Cancelled();
    }
}
