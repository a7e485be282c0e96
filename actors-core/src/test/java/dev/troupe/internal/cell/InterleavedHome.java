package dev.troupe.internal.cell;

import static dev.troupe.interleaving.Interleavings.check;

import dev.troupe.Scheduler;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.SteppedCoroutine;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Stretch;
import dev.troupe.internal.scheduler.WokenOnly;
import dev.troupe.interleaving.PermitClock;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// What the cells of a system share, and one task that awaits one stage, for a model checker: the body's steps are
/// taken here, and time stands.
final class InterleavedHome {
    final PermitClock clock = new PermitClock();
    final DequeScheduler<Chain> scheduler = WokenOnly.scheduler(clock);
    final Reports reports = new Reports("interleaved");
    final Home home = new Home(null, scheduler, reports, clock, null,
            (result, nanos, interruptible) -> driveUntil(result::isDone), error -> {
                throw error;
            },
            new CellDriver(scheduler) {
                @Override
                public Chain chain(Object owner, Runnable body) {
                    return SteppedCoroutine.chain(this, owner, body);
                }
            },
            new Lanes("interleaved", scheduler, Scheduler.deque(), clock, reports));
    final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final Function<TaskCell<?>, StageWait<Integer>> makeWait;
    TaskFuture<Object> task;
    StageWait<Integer> wait;
    int resumed;
    /// What the body has found when it was resumed.
    boolean done;
    Object found;

    InterleavedHome() {
        this(cell -> new StageWait<>(cell, "awaits", null, () -> {}));
    }

    InterleavedHome(Function<TaskCell<?>, StageWait<Integer>> makeWait) {
        this.makeWait = makeWait;
    }

    /// Starts the task.
    void start() {
        task = (TaskFuture<Object>) TaskCell.start(home, self -> null);
    }

    /// One step of its body: up to the wait, or from there to the end.
    private void step() {
        TaskCell<?> cell = (TaskCell<?>) task.party();
        if (wait == null) {
            wait = makeWait.apply(cell);
            try {
                if (!wait.register(stage)) cell.strand().suspend(wait);
            } catch (SteppedCoroutine.Left e) {
                return;
            }
        }
        resumed++;
        done = wait.done();
        found = wait.failure() != null ? wait.failure() : wait.value();
        cell.bodyEnded();
    }

    private boolean drive(Stretch stretch) {
        return scheduler.drive(stretch, chain -> step());
    }

    /// As a thread that waits for a task does.
    void driveUntil(BooleanSupplier end) {
        drive(Stretch.staying(end));
    }

    void driveUntilIdle() {
        drive(Stretch.UNTIL_IDLE);
    }

    /// Takes the first step: the body waits.
    void settleToWait() {
        check(!drive(Stretch.ONE_TURN) && wait != null, "no wait");
    }

    /// Takes what came last: then nobody has promised an entry any more, and no timer is left.
    void settle() {
        check(drive(new Stretch(Long.MAX_VALUE, 0, false, Stretch.Idle.RETURN, false, () -> false)), "outstanding");
    }
}
