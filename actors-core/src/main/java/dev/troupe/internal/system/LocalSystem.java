package dev.troupe.internal.system;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.ActorSystemBuilder;
import dev.troupe.DeadLetter;
import dev.troupe.DeadlockException;
import dev.troupe.Failure;
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
import dev.troupe.internal.cell.TaskCell;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Engine;
import dev.troupe.spi.SystemClock;
import dev.troupe.internal.registry.Names;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/// The system on one deque: checks what users give, and passes it on to the cells, the registry, whoever drives, or the
/// closing.
public final class LocalSystem implements ActorSystem {
    private final String name;
    private final Home home;
    private final DequeScheduler<Chain> scheduler;
    private final Reports reports;
    private final Hosting hosting;
    private final Closing closing;
    private final SystemClock clock;

    /// A system with those settings. Starts no thread.
    ///
    /// @throws IllegalStateException if the coroutine engine asked for can't be had
    public LocalSystem(ActorSystemBuilder settings) {
        Engine.chosen();
        name = settings.name();
        clock = settings.clock();
        scheduler = new DequeScheduler<>(clock, null);
        reports = new Reports(name);
        home = new Home(this, scheduler, reports, clock, new SplittableRandom(), this::driveUntil);
        hosting = new Hosting(scheduler, name);
        closing = new Closing(name, home, hosting, settings.closeLimit());
    }

    // ---- actors

    @Override
    public <M> ActorRef<M> spawn(String name, Props<M> props) {
        return Cell.spawn(home, null, Names.check(name), props);
    }

    @Override
    public <M> ActorRef<M> spawn(Props<M> props) {
        return Cell.spawn(home, null, null, props);
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
        if (home.isClosing() && !scheduler.held()) throw closed("a message can't be sent by name");
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

    // ---- driving

    @Override
    public void run() {
        drive("run", Stretch.UNTIL_IDLE);
        raiseDeadlock();
    }

    private void raiseDeadlock() {
        if (home.isClosing()) return;
        DeadlockException circle = home.takeDeadlock();
        if (circle != null) throw circle;
    }

    @Override
    public List<WaitFor> waits() {
        if (scheduler.held()) return home.waits();
        CompletableFuture<List<WaitFor>> seen = new CompletableFuture<>();
        boolean asked = false;
        while (!seen.isDone() && !home.isClosing()) {
            if (hosting.tryEnter(1_000_000)) {
                try {
                    hosting.owning(() -> seen.complete(home.waits()));
                } finally {
                    hosting.leave();
                }
            } else if (!asked) {
                asked = true;
                home.inTurn(() -> seen.complete(home.waits()));
            }
        }
        return seen.getNow(List.of());
    }

    @Override
    public boolean run(Duration limit) {
        long nanos = Durations.nanos("run limit", limit);
        return drive("run", Stretch.until(System.nanoTime() + nanos));
    }

    @Override
    public boolean step() {
        long before = scheduler.turns();
        drive("step", Stretch.ONE_TURN);
        return scheduler.turns() != before;
    }

    @Override
    public <T> T run(Task<T> task) {
        Objects.requireNonNull(task, "task must not be null: task=null");
        enter("run");
        try {
            if (task instanceof ThreadTask<T>) {
                // it isn't the deque that it needs to go on
                task.whenComplete((value, failure) -> home.inTurn(() -> {}));
                hosting.drive(Stretch.staying(task::isDone));
            } else hosting.drive(Stretch.until(task::isDone));
        } finally {
            hosting.leave();
        }
        if (!task.isDone()) raiseDeadlock();
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
            try {
                hosting.drive(Stretch.staying(System.nanoTime() + left, interruptible, result::isDone));
            } finally {
                hosting.leave();
            }
        }
        if (interrupted) caller.interrupt();
    }

    @Override
    public <M, R> CompletionStage<R> ask(ActorRef<M> target, Function<? super ActorRef<R>, ? extends M> make,
            Duration limit) {
        return Questions.ask(home, target.name(), Cell.of(target, home), make, limit);
    }

    @Override
    public <R> CompletionStage<R> ask(String name, Function<? super ActorRef<R>, ?> make, Duration limit) {
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        return Questions.ask(home, name, home.registry.find(name), make, limit);
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

    private boolean drive(String what, Stretch stretch) {
        enter(what);
        try {
            return hosting.drive(stretch);
        } finally {
            hosting.leave();
        }
    }

    private void enter(String what) {
        if (scheduler.held()) throw inside(what);
        if (home.isClosing()) throw closed(what + " is not possible");
        hosting.enter();
    }

    @Override
    public void drive() {
        if (scheduler.held()) throw inside("drive");
        CompletableFuture<Boolean> seated = new CompletableFuture<>();
        Thread.ofPlatform().name(name + "-driver").start(() -> {
            try {
                enter("drive");
            } catch (IllegalStateException e) {
                seated.completeExceptionally(e);
                return;
            }
            seated.complete(true);
            try {
                hosting.drive(Stretch.FOR_EVER);
            } finally {
                hosting.leave();
            }
        });
        try {
            seated.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalStateException refusal) throw refusal;
            throw e;
        }
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
        return home.isClosing();
    }

    @Override
    public void close() {
        if (scheduler.held()) throw inside("close");
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
