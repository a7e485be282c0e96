package dev.troupe.internal.system;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.ActorSystemBuilder;
import dev.troupe.DeadLetter;
import dev.troupe.DeadlockException;
import dev.troupe.ExitReason;
import dev.troupe.Failure;
import dev.troupe.Shutdown;
import dev.troupe.ShutdownPhase;
import dev.troupe.SystemSnapshot;
import dev.troupe.LifecycleListener;
import dev.troupe.Props;
import dev.troupe.SendResult;
import dev.troupe.Subscription;
import dev.troupe.Task;
import dev.troupe.TaskAction;
import dev.troupe.TaskBody;
import dev.troupe.WaitFor;
import dev.troupe.internal.cell.Cell;
import dev.troupe.internal.cell.Durations;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.cell.Questions;
import dev.troupe.internal.cell.Spawning;
import dev.troupe.internal.cell.TaskCell;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Engine;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.SystemClock;
import dev.troupe.internal.registry.Names;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Stretch;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkPool;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The system on one deque: checks what users give, and passes it on to the cells, the registry, whoever drives, or the
/// closing.
public final class LocalSystem implements ActorSystem {
    private final String name;
    private final Home home;
    private final DequeScheduler<Chain> scheduler;
    private final Reports reports;
    private final Hosting hosting;
    private final Closing closing;
    private final FatalError fatal;
    private final ShutdownHooks hooks;
    private final Inspecting inspecting;

    /// A system with those settings. Starts no thread.
    ///
    /// @throws IllegalStateException if the coroutine engine asked for can't be had
    public LocalSystem(ActorSystemBuilder settings) {
        Engine.chosen();
        name = settings.name();
        SystemClock clock = settings.clock();
        scheduler = new DequeScheduler<>(clock, null);
        reports = new Reports(name, clock);
        fatal = new FatalError(name, reports, scheduler, this::close);
        home = new Home(this, name, scheduler, settings.scheduler(), reports, clock, new SplittableRandom(),
                this::driveUntil,
                fatal::came);
        hosting = new Hosting(scheduler, name);
        inspecting = new Inspecting(home, hosting);
        hooks = new ShutdownHooks(name);
        JvmEnd jvm = new JvmEnd(settings.closeWithJvm(), name, this::close);
        closing = new Closing(name, home, hosting, hooks, settings.closeLimit(), () -> {
            jvm.forget();
            inspecting.shown().close();
        });
        jvm.await();
    }

    // ---- actors

    @Override
    public <M> ActorRef<M> spawn(String name, Props<M> props) {
        return Spawning.spawn(home, null, Names.check(name), props);
    }

    @Override
    public <M> ActorRef<M> spawn(Props<M> props) {
        return Spawning.spawn(home, null, null, props);
    }

    @Override
    public SendResult tell(String name, Object message) {
        return send(name, message, true);
    }

    @Override
    public SendResult offer(String name, Object message) {
        return send(name, message, false);
    }

    private SendResult send(String name, Object message, boolean deadLetter) {
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        Objects.requireNonNull(message, "message must not be null: message=null, actor=" + name);
        if (home.isClosing() && !home.isInTurn()) throw closed("a message can't be sent by name");
        Cell<?> cell = home.registry.find(name);
        if (cell != null) return cell.send(message, deadLetter);
        if (deadLetter) reports.deadLetter(name, message, DeadLetter.Reason.NO_SUCH_ACTOR);
        return SendResult.STOPPED;
    }

    @Override
    @SuppressWarnings("unchecked") // who takes a class takes its subtypes
    public <T> Optional<ActorRef<T>> find(String name, Class<T> type) {
        Objects.requireNonNull(name, "actor's name must not be null: name=null");
        Objects.requireNonNull(type, "message class must not be null: type=null");
        Cell<?> cell = home.registry.find(name);
        if (cell == null) return Optional.empty();
        if (!cell.type().isAssignableFrom(type))
            throw new IllegalArgumentException(
                    "an actor can be found by the class of its messages or a subtype: asked for=" + type.getName()
                            + ", takes="
                            + cell.type().getName() + ", actor=" + name);
        return Optional.of((ActorRef<T>) cell);
    }

    @Override
    public Set<String> names() {
        return home.registry.names();
    }

    @Override
    public void stop(ActorRef<?> actor) {
        Cell.of(actor, home).requestStop();
    }

    @Override
    public void stop(ActorRef<?> actor, Shutdown limit) {
        Objects.requireNonNull(limit, "shutdown must not be null: limit=null");
        Cell.of(actor, home).requestStop(limit);
    }

    @Override
    public void kill(ActorRef<?> actor) {
        Cell.of(actor, home).requestKill();
    }

    @Override
    public void poison(ActorRef<?> actor) {
        Cell.of(actor, home).requestPoison();
    }

    @Override
    public CompletionStage<ExitReason> whenEnded(ActorRef<?> actor) {
        CompletableFuture<ExitReason> ended = new CompletableFuture<>();
        Cell.of(actor, home).watchedFromOutside(ended);
        return ended;
    }

    @Override
    public ThreadPool processors() {
        return home.processors();
    }

    @Override
    public SystemSnapshot snapshot() {
        return reports.snapshot(home.registry.size());
    }

    @Override
    public Inspection inspect() {
        return inspecting;
    }

    @Override
    public Subscription show(WorkPool pool) {
        return inspecting.shown().add(pool);
    }

    @Override
    public Subscription onShutdown(ShutdownPhase phase, String hookName, Runnable hook) {
        return hooks.add(phase, hookName, hook);
    }

    // ---- driving

    @Override
    public void run() {
        enter("run");
        driven(() -> {
            hosting.drive(Stretch.UNTIL_IDLE);
            raiseDeadlock();
        });
    }

    /// Within the right to drive: who drives next changes what is looked at.
    private void raiseDeadlock() {
        fatal.raise();
        if (home.isClosing()) return;
        DeadlockException circle = home.takeDeadlock();
        if (circle != null) throw circle;
    }

    @Override
    public List<WaitFor> waits() {
        if (home.isInTurn()) return home.waits();
        CompletableFuture<List<WaitFor>> seen = new CompletableFuture<>();
        boolean asked = false;
        while (!seen.isDone() && !home.isClosing()) {
            if (!hosting.tryOwning(1_000_000, () -> seen.complete(home.waits())) && !asked) {
                asked = true;
                home.inTurn(() -> seen.complete(home.waits()));
            }
        }
        return seen.getNow(List.of());
    }

    @Override
    public boolean run(Duration limit) {
        long nanos = Durations.nanos("run limit", limit);
        boolean[] idle = {false};
        enter("run");
        driven(() -> idle[0] = hosting.drive(Stretch.until(System.nanoTime() + nanos)));
        return idle[0];
    }

    @Override
    public boolean step() {
        long before = scheduler.turns();
        enter("step");
        driven(() -> hosting.drive(Stretch.ONE_TURN));
        return scheduler.turns() != before;
    }

    @Override
    public <T> T run(Task<T> task) {
        Objects.requireNonNull(task, "task must not be null: task=null");
        enter("run");
        driven(() -> {
            if (task instanceof ThreadTask<T>) {
                // it isn't the deque that it needs to go on
                task.whenComplete((value, failure) -> home.inTurn(() -> {}));
                hosting.drive(Stretch.staying(task::isDone));
            } else {
                if (!home.isOnDeque()) task.whenComplete((value, failure) -> scheduler.nudge());
                hosting.drive(Stretch.until(task::isDone));
            }
            if (!task.isDone()) raiseDeadlock();
            else if (task.state() == Future.State.FAILED) home.reported(task.exceptionNow());
        });
        if (!task.isDone() && home.isClosing())
            throw closed("task " + task.name() + " has not ended, and can't be driven");
        if (!task.isDone())
            throw new IllegalStateException(
                    "a task must be able to end: nothing is left to do, task=" + task.name());
        return task.join();
    }

    /// Drives the deque if nobody does, else waits for whoever does.
    private void driveUntil(CompletableFuture<?> result, long nanos, boolean interruptible) {
        long start = System.nanoTime();
        Thread caller = Thread.currentThread();
        CompletableFuture<?> _ = result.whenComplete((value, failure) -> {
            LockSupport.unpark(caller);
            home.inTurn(() -> {});
        });
        boolean interrupted = false;
        while (!result.isDone() && !home.isClosing()) {
            if (interruptible && caller.isInterrupted()) break;
            if (!interruptible) interrupted |= Thread.interrupted();
            long left = nanos == Long.MAX_VALUE ? Long.MAX_VALUE / 4 : nanos - (System.nanoTime() - start);
            if (left <= 0) break;
            if (!hosting.tryEnter(0)) {
                LockSupport.parkNanos(Math.min(left, 1_000_000));
                continue;
            }
            DeadlockException stuck = driveOn(result, nanos, System.nanoTime() + left, interruptible);
            if (stuck == null) continue;
            if (interrupted) caller.interrupt();
            throw stuck;
        }
        if (interrupted) caller.interrupt();
    }

    /// Within the right to drive, which it gives back.
    ///
    /// @return why the result will never be there, if whoever waits for it has no limit
    private @Nullable DeadlockException driveOn(CompletableFuture<?> result, long limitNanos, long deadline,
            boolean interruptible) {
        @Nullable DeadlockException[] stuck = {null};
        try {
            hosting.drive(Stretch.staying(deadline, interruptible, () -> {
                if (result.isDone()) return true;
                // at each wake-up, since what comes from outside may end in the same state
                if (limitNanos == Long.MAX_VALUE && scheduler.isIdle()) stuck[0] = home.stuckSenders(result);
                return stuck[0] != null;
            }));
        } finally {
            hosting.leave();
        }
        return stuck[0];
    }

    @Override
    public <M, R> CompletionStage<R> ask(ActorRef<M> target, Function<? super ActorRef<R>, ? extends M> make,
            Duration limit) {
        return Questions.ask(home, "an outside thread", target.name(), Cell.of(target, home), make, limit);
    }

    @Override
    public <R> CompletionStage<R> ask(String name, Function<? super ActorRef<R>, ?> make, Duration limit) {
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        return Questions.ask(home, "an outside thread", name, home.registry.find(name), make, limit);
    }

    @Override
    public <T> Task<T> start(TaskBody<T> body) {
        return TaskCell.start(home, body);
    }

    @Override
    public <T> Task<T> startOn(Executor executor, TaskBody<T> body) {
        Objects.requireNonNull(executor, "executor must not be null: executor=null");
        Objects.requireNonNull(body, "task body must not be null: body=null");
        if (home.isClosing()) throw closed("a task can't be started");
        return ThreadTask.start(home, this::driveUntil, executor, body);
    }

    @Override
    public Task<Void> launch(TaskAction action) {
        return TaskCell.launch(home, action);
    }

    private void driven(Runnable drive) {
        try {
            drive.run();
        } finally {
            hosting.leave();
        }
        fatal.raise();
    }

    private void enter(String what) {
        if (home.isInTurn()) throw inside(what);
        if (home.isClosing()) throw closed(what + " is not possible");
        hosting.enter();
    }

    @Override
    public void drive() {
        if (home.isInTurn()) throw inside("drive");
        DriverThread.start(name, () -> enter("drive"), () -> driven(() -> hosting.drive(Stretch.FOR_EVER)));
    }

    // ---- listeners

    @Override
    public Subscription onDeadLetter(Consumer<? super DeadLetter> listener) {
        return reports.deadLetters.add(listener);
    }

    @Override
    public Subscription onFailure(Consumer<? super Failure> listener) {
        return reports.failures.add(listener);
    }

    @Override
    public Subscription onLifecycle(LifecycleListener listener) {
        return reports.lifecycle.add(listener);
    }

    // ---- the end

    @Override
    public boolean isClosed() {
        return closing.hasBegun();
    }

    @Override
    public void close() {
        if (home.isInTurn()) throw inside("close");
        closing.close();
    }

    private IllegalStateException inside(String what) {
        return new IllegalStateException(what + " must not be called from inside an actor: system=" + name + ", actor="
                + home.currentName());
    }

    private IllegalStateException closed(String what) {
        return new IllegalStateException(what + " in a system that is closed: system=" + name);
    }

    @Override
    public String toString() {
        return name;
    }
}
