package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.SendResult;
import dev.troupe.Task;
import dev.troupe.TaskAction;
import dev.troupe.TaskBody;
import dev.troupe.TaskContext;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.ThreadPool;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;

/// A task as its own body sees it. Every method first checks that it is the task's turn and the caller runs it.
final class TaskScope implements TaskContext {
    private final TaskCell<?> cell;
    private final Waiting waiting;
    private final Addressing addressing;

    TaskScope(TaskCell<?> cell, Waiting waiting) {
        this.cell = cell;
        this.waiting = waiting;
        this.addressing = new Addressing(cell.home);
    }

    @Override
    public void sleep(Duration time) {
        cell.check();
        waiting.sleep(time);
    }

    @Override
    public void yield() {
        cell.check();
        waiting.yieldTurn();
    }

    @Override
    public <T> T await(CompletionStage<T> stage) {
        cell.check();
        return waiting.await(stage);
    }

    @Override
    public <T, X extends Throwable> T await(CompletionStage<T> stage, Class<X> failure) throws X {
        cell.check();
        return waiting.await(stage, failure);
    }

    @Override
    public <T> T awaitFuture(Future<T> future) {
        cell.check();
        return waiting.awaitFuture(future);
    }

    @Override
    public <M, R> R ask(ActorRef<M> target, Function<? super ActorRef<R>, ? extends M> make, Duration limit) {
        cell.check();
        return waiting.ask(target.name(), Cell.of(target, cell.home), make, limit);
    }

    @Override
    public <R> R ask(String name, Function<? super ActorRef<R>, ?> make, Duration limit) {
        cell.check();
        Objects.requireNonNull(name, "receiver's name must not be null: name=null");
        return waiting.ask(name, cell.home.registry.find(name), make, limit);
    }

    @Override
    public <T, X extends Throwable> T offload(ThreadPool pool, Callable<T> work, Class<X> failure) throws X {
        cell.check();
        return waiting.offload(() -> pool.submit(work), failure);
    }

    @Override
    public <T> Task<T> submit(ThreadPool pool, Callable<T> work) {
        cell.check();
        return waiting.submit(() -> pool.submit(work));
    }

    @Override
    public <T, X extends Throwable> T offload(ProcessPool pool, ProcessTask<T> task, Class<X> failure) throws X {
        cell.check();
        return waiting.offload(() -> pool.submit(task), failure);
    }

    @Override
    public <T> Task<T> submit(ProcessPool pool, ProcessTask<T> task) {
        cell.check();
        return waiting.submit(() -> pool.submit(task));
    }

    @Override
    public <T> T blocking(Callable<T> call) {
        cell.check();
        return waiting.blocking(call);
    }

    @Override
    public <T> Task<T> start(TaskBody<T> body) {
        cell.check();
        return TaskCell.start(cell.home, body);
    }

    @Override
    public Task<Void> launch(TaskAction action) {
        cell.check();
        return TaskCell.launch(cell.home, action);
    }

    @Override
    public SendResult tell(String name, Object message) {
        cell.check();
        return addressing.send(name, message, true);
    }

    @Override
    public SendResult offer(String name, Object message) {
        cell.check();
        return addressing.send(name, message, false);
    }

    @Override
    public ActorSystem system() {
        cell.check();
        return cell.home.system;
    }
}
