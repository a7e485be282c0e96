package dev.troupe.internal.cell;

import dev.troupe.Task;
import dev.troupe.internal.port.DependentFuture;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A task as others see it. The JDK's future does the work; what is added is who drives the deque while one waits.
final class TaskFuture<T> extends DependentFuture<T> implements Task<T> {
    private final TaskCell<T> cell;

    TaskFuture(TaskCell<T> cell) {
        this.cell = cell;
    }

    Party party() {
        return cell;
    }

    @Override
    public String name() {
        return cell.name();
    }

    @Override
    public T join() {
        drive(Long.MAX_VALUE, false);
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        drive(Long.MAX_VALUE, true);
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        drive(unit.toNanos(timeout), true);
        if (!isDone() && Thread.interrupted())
            throw new InterruptedException("interrupted while it waited: task=" + name());
        return super.get(0, unit);
    }

    private void drive(long nanos, boolean interruptible) {
        if (isDone()) return;
        if (cell.home.isInTurn())
            throw new IllegalStateException(
                    "join and get must not be called from inside an actor, use await: task=" + name() + ", actor="
                            + cell.home.currentName());
        cell.home.driving().until(this, nanos, interruptible);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (isDone() || !super.cancel(mayInterrupt)) return false;
        cell.requestCancel();
        return true;
    }

    /// Nothing beyond what the task itself waits for.
    @Override
    public List<CompletionStage<?>> needs() {
        return List.of();
    }

    @Override
    public String toString() {
        return name() + "[" + state() + "]";
    }
}
