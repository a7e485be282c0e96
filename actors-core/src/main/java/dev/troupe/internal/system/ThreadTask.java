package dev.troupe.internal.system;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.AwaitException;
import dev.troupe.SendResult;
import dev.troupe.Task;
import dev.troupe.TaskAction;
import dev.troupe.TaskBody;
import dev.troupe.TaskContext;
import dev.troupe.Failure;
import dev.troupe.coroutine.Unwind;
import dev.troupe.internal.cell.Driving;
import dev.troupe.internal.cell.Durations;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.port.Threads;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.Submission;
import dev.troupe.offload.ThreadPool;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A task on a thread that isn't the scheduler's: the same body, but every wait blocks the thread.
final class ThreadTask<T> extends CompletableFuture<T> implements Task<T>, TaskContext {
    private final Home home;
    private final ActorSystem system;
    private final Driving driving;
    private final String name;
    private volatile @Nullable Thread thread;
    private boolean waits; // guarded by this
    /// What the body has handed to pools and has not ended; any thread takes out.
    private final Set<Submission<?>> submitted = ConcurrentHashMap.newKeySet();
    /// The cancellation has been raised: what the body waits for to clean up is not refused.
    private boolean unwinding;

    private ThreadTask(Home home, Driving driving) {
        this.home = home;
        this.system = home.system;
        this.driving = driving;
        this.name = home.nextTaskName();
    }

    static <T> Task<T> start(Home home, Driving driving, Executor executor, TaskBody<T> body) {
        ThreadTask<T> task = new ThreadTask<>(home, driving);
        home.onThreads.put(task.name, task);
        try {
            executor.execute(() -> task.run(body));
        } catch (Throwable refused) {
            home.onThreads.remove(task.name);
            throw refused;
        }
        if (home.isClosing()) task.cancel(true);
        return task;
    }

    private void run(TaskBody<T> body) {
        thread = Thread.currentThread();
        try {
            if (!isDone()) complete(body.run(this));
        } catch (Unwind.Cancelled end) {
            cancel(true);
        } catch (Throwable t) {
            if (isDone()) home.reports.failure(new Failure(name, null, t));
            else completeExceptionally(t);
        } finally {
            thread = null;
            submitted.forEach(work -> work.cancel(true));
            home.onThreads.remove(name);
        }
    }

    /// Ends a wait of the body, or its next one.
    @Override
    public synchronized boolean cancel(boolean mayInterrupt) {
        if (isDone() || !super.cancel(mayInterrupt)) return false;
        Thread body = thread;
        if (waits && body != null) body.interrupt();
        return true;
    }

    private synchronized void beginWait() {
        check();
        raiseIfCancelled();
        waits = true;
    }

    /// Called with the thread's interrupt status set if it is the cancellation's.
    private synchronized void endWait() {
        waits = false;
        if (!isCancelled() || unwinding) return;
        Thread.interrupted();
        raiseIfCancelled();
    }

    private void raiseIfCancelled() {
        if (!isCancelled() || unwinding) return;
        unwinding = true;
        throw new Unwind.Cancelled();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private void check() {
        if (thread == Thread.currentThread()) return;
        IllegalStateException refusal = new IllegalStateException(
                "a context must be used by its own task, on its thread: task=" + name + ", thread="
                        + Threads.currentName());
        home.reports.misuse(new Failure(name, null, refusal));
        throw refusal;
    }

    /// A thread that waits for this task drives the deque meanwhile, for what the task waits for.
    private void refuseInside() {
        if (!isDone() && home.isInTurn())
            throw new IllegalStateException(
                    "join and get must not be called from inside an actor, use await: task=" + name + ", actor="
                            + home.currentName());
    }

    @Override
    public T join() {
        refuseInside();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseInside();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseInside();
        return super.get(timeout, unit);
    }

    /// A future that others can complete without completing the task.
    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return copy();
    }

    @Override
    public void sleep(Duration time) {
        beginWait();
        try {
            Thread.sleep(Duration.ofNanos(Durations.nanos("sleep time", time)));
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            endWait();
        }
    }

    @Override
    public void yield() {
        sleep(Duration.ZERO);
    }

    @Override
    public <V> V await(CompletionStage<V> stage) {
        return await(stage, RuntimeException.class);
    }

    @Override
    public <V, X extends Throwable> V await(CompletionStage<V> stage, Class<X> failure) throws X {
        CompletableFuture<V> future = stage.toCompletableFuture();
        beginWait();
        try {
            // if nobody drives the deque, this thread does
            driving.until(future, Long.MAX_VALUE, true);
            return get(future, failure);
        } finally {
            endWait();
        }
    }

    @Override
    public <V> V awaitFuture(Future<V> future) {
        beginWait();
        try {
            return get(future, RuntimeException.class);
        } finally {
            endWait();
        }
    }

    private static <V, X extends Throwable> V get(Future<V> future, Class<X> handled) throws X {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (handled.isInstance(cause)) throw handled.cast(cause);
            if (cause instanceof RuntimeException unchecked) throw unchecked;
            if (cause instanceof Error error) throw error;
            throw new AwaitException(cause == null ? e : cause);
        }
    }

    private static CancellationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException(
                "the thread of a task was interrupted while it waited");
        cancelled.initCause(e);
        return cancelled;
    }

    @Override
    public <M, R> R ask(ActorRef<M> target, Function<? super ActorRef<R>, ? extends M> make, Duration limit) {
        check();
        return await(system.ask(target, make, limit));
    }

    @Override
    public <R> R ask(String target, Function<? super ActorRef<R>, ?> make, Duration limit) {
        check();
        return await(system.ask(target, make, limit));
    }

    @Override
    public <V, X extends Throwable> V offload(ThreadPool pool, Callable<V> work, Class<X> failure) throws X {
        check();
        return offloaded(pool.submit(work), failure);
    }

    @Override
    public <V, X extends Throwable> V offload(ProcessPool pool, ProcessTask<V> work, Class<X> failure) throws X {
        check();
        return offloaded(pool.submit(work), failure);
    }

    private <V, X extends Throwable> V offloaded(Submission<V> work, Class<X> failure) throws X {
        work.whenLate(result -> home.reports.lateResult(name, result));
        try {
            return await(work, failure);
        } catch (Throwable unwound) {
            home.reports.abandoned(name, work);
            throw unwound;
        }
    }

    @Override
    public <V> Task<V> submit(ThreadPool pool, Callable<V> work) {
        check();
        return submitted(pool.submit(work));
    }

    @Override
    public <V> Task<V> submit(ProcessPool pool, ProcessTask<V> work) {
        check();
        return submitted(pool.submit(work));
    }

    private <V> Task<V> submitted(Submission<V> work) {
        work.whenLate(result -> home.reports.lateResult(name, result));
        submitted.add(work);
        work.whenComplete((value, thrown) -> submitted.remove(work));
        Task<V> task;
        try {
            await(work.accepted());
            task = system.start(self -> self.await(work));
        } catch (Throwable unwound) {
            home.reports.abandoned(name, work);
            throw unwound;
        }
        task.whenComplete((value, thrown) -> {
            if (thrown != null) home.reports.abandoned(name, work); // if it is the task that was cancelled
        });
        return task;
    }

    /// Blocking is what this thread is for.
    @Override
    public <V> V blocking(Callable<V> call) {
        check();
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AwaitException(e);
        }
    }

    @Override
    public <V> Task<V> start(TaskBody<V> body) {
        check();
        return system.start(body);
    }

    @Override
    public Task<Void> launch(TaskAction action) {
        check();
        return system.launch(action);
    }

    @Override
    public SendResult tell(String to, Object message) {
        check();
        return system.tell(to, message);
    }

    @Override
    public SendResult offer(String to, Object message) {
        check();
        return system.offer(to, message);
    }

    @Override
    public ActorSystem system() {
        check();
        return system;
    }
}
