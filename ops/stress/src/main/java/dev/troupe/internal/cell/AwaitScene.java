package dev.troupe.internal.cell;

import dev.troupe.Scheduler;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.StandIn;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Stretch;
import dev.troupe.spi.SystemClock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A task that begins a wait for something that is completed elsewhere, and a thread that drives its deque.
final class AwaitScene {
    /// Takes what is ready and returns.
    private static final Stretch READY = new Stretch(Long.MAX_VALUE, 0, false, Stretch.Idle.RETURN, false, () -> false);

    private final DequeScheduler<Chain> scheduler = new DequeScheduler<>(SystemClock.REAL, null);
    private final TaskCell<?> cell;
    final StageWait<Integer> wait;
    private boolean begun;
    private int resumed;
    private int left;
    private @Nullable Integer value;

    /// @param makeWait makes the wait of a task, given also what is to be called when it is left
    AwaitScene(BiFunction<TaskCell<?>, Runnable, StageWait<Integer>> makeWait) {
        Reports reports = new Reports("stress");
        Function<DequeScheduler<Chain>, CellDriver> driver = deque -> new CellDriver(deque) {
            @Override
            public Chain chain(Object owner, Runnable body) {
                return StandIn.chain(this, owner, body);
            }
        };
        Home home = new Home(null, scheduler, reports, SystemClock.REAL, null, (result, nanos, interruptible) -> {},
                error -> {
                    throw error;
                }, driver.apply(scheduler),
                new Lanes("stress", scheduler, Scheduler.deque(), SystemClock.REAL, reports));
        TaskFuture<Object> task = (TaskFuture<Object>) TaskCell.<Object>start(home, self -> null);
        cell = (TaskCell<?>) task.party();
        wait = makeWait.apply(cell, () -> left++);
    }

    /// One step of the body: up to the wait, or from there to the end.
    private void step() {
        if (!begun) {
            begun = true;
            try {
                if (!wait.register(() -> {})) cell.strand().suspend(wait);
            } catch (StandIn.Left e) {
                return;
            }
        }
        resumed++;
        value = wait.value();
        cell.bodyEnded();
    }

    /// Drives as long as something is ready.
    void drive() {
        scheduler.drive(READY, chain -> step());
    }

    /// Drives again and again for a moment, so that what comes may come while nothing is ready.
    void driveOn() {
        for (int n = 0; n < 8 && resumed == 0; n++) drive();
    }

    /// Has the task begin its wait.
    void begin() {
        scheduler.drive(Stretch.ONE_TURN, chain -> step());
    }

    /// The body is unwound: its wait is over.
    void leave() {
        scheduler.pass(Thread.currentThread());
        wait.over(scheduler);
        scheduler.pass(null);
    }

    int resumed() {
        return resumed;
    }

    int left() {
        return left;
    }

    long turns() {
        return scheduler.turns();
    }

    int value() {
        Integer found = value;
        return found == null ? -1 : found;
    }
}
