package dev.troupe;

import dev.troupe.coroutine.Generator;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.ThreadPool;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;

/// What any coroutine can do: wait without holding a thread, and send.
///
/// Every method belongs to the body it was given to; used from another thread or another actor it throws
/// `IllegalStateException`, and the failure listeners hear of it.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="task"}
public interface TaskContext extends TaskStarter {
    /// Suspends this body for a time. Messages that arrive meanwhile stay in the mailbox, in order.
    ///
    /// @param time how long; zero goes to the end of the deque, as [#yield()] does
    /// @throws IllegalArgumentException if the time is negative
    void sleep(Duration time);

    /// Lets everybody else who is ready have a turn first.
    void yield();

    /// Suspends this body until a stage is done; goes on at once if it is.
    ///
    /// @param stage what to wait for: a task, a `CompletableFuture`
    /// @param <T> what it gives
    /// @return its result
    /// @throws AwaitException if it failed with a checked exception, which is the cause; an unchecked one is raised as it
    ///         is, an object that others may hold as well and that nobody changes
    <T> T await(CompletionStage<T> stage);

    /// Suspends this body until a stage is done, and raises one kind of failure as it is.
    ///
    /// @param stage what to wait for
    /// @param failure the class of a failure that the caller handles
    /// @param <T> what the stage gives
    /// @param <X> the failure's class
    /// @return its result
    /// @throws X if the stage failed with an exception of that class
    /// @throws AwaitException if it failed with another checked exception
    <T, X extends Throwable> T await(CompletionStage<T> stage, Class<X> failure) throws X;

    /// Suspends this body until a future is done. A plain future tells nobody when it is, so a virtual thread waits for it
    /// meanwhile: prefer [#await(CompletionStage)] where there is a stage.
    ///
    /// @param future what to wait for
    /// @param <T> what it gives
    /// @return its result
    /// @throws AwaitException as [#await(CompletionStage)]
    <T> T awaitFuture(Future<T> future);

    /// Asks an actor and suspends this body until it answers.
    ///
    /// @param target the actor
    /// @param make makes the message, given where the answer goes
    /// @param limit how long to wait at most
    /// @param <M> the class of the target's messages
    /// @param <R> the class of the answer
    /// @return the answer
    /// @throws AskException if there will be none: at the limit, or at once when the target has stopped, stops, or crashes with
    ///         the message in its hands, or waits for this one
    /// @throws IllegalArgumentException if an actor asks itself, or the limit is negative
    <M, R> R ask(ActorRef<M> target, Function<? super ActorRef<R>, ? extends M> make, Duration limit);

    /// Asks an actor by name and suspends this body until it answers.
    ///
    /// @param name the actor's name
    /// @param make makes the message, given where the answer goes
    /// @param limit how long to wait at most
    /// @param <R> the class of the answer
    /// @return the answer
    /// @throws AskException as [#ask(ActorRef, Function, Duration)], and if nobody has the name
    /// @throws IllegalArgumentException if an actor asks itself, the limit is negative, or the target doesn't take such messages
    <R> R ask(String name, Function<? super ActorRef<R>, ?> make, Duration limit);

    /// The results of several stages as they come, the first to be done first. Taking the next one suspends this body until it
    /// is there; a failure is raised there, as [#await(CompletionStage)] raises it, and ends the sequence.
    ///
    /// @param stages what to wait for
    /// @param <T> what they give
    /// @return a generator that belongs to this body
    default <T> Generator<T, Void, Void> asCompleted(Collection<? extends CompletionStage<? extends T>> stages) {
        return Combinations.asCompleted(this, stages);
    }

    /// Applies a function to each of some values on the system's pool for work that computes, lazily and in order: a few
    /// more than there are processors are worked on at a time. Taking the next result suspends this body until it is there.
    ///
    /// @param values the values
    /// @param function what to compute; called by the pool's threads
    /// @param <A> the values' class
    /// @param <B> the results' class
    /// @return a generator that belongs to this body
    default <A, B> Generator<B, Void, Void> map(Iterable<A> values, Function<? super A, ? extends B> function) {
        return Combinations.map(this, values, function);
    }

    /// Suspends this body while work for a processor runs on the system's pool, which has as many threads as there are
    /// processors. If the body is unwound meanwhile, the work is interrupted.
    ///
    /// @param work what to compute
    /// @param <T> what it gives
    /// @return its result
    /// @throws AwaitException if it failed with a checked exception
    default <T> T offload(Callable<T> work) {
        return offload(work, RuntimeException.class);
    }

    /// The same, and raises one kind of failure as it is.
    ///
    /// @param work what to compute
    /// @param failure the class of a failure that the caller handles
    /// @param <T> what it gives
    /// @param <X> the failure's class
    /// @return its result
    /// @throws X if the work failed with an exception of that class
    /// @throws AwaitException if it failed with another checked exception
    default <T, X extends Throwable> T offload(Callable<T> work, Class<X> failure) throws X {
        return offload(system().processors(), work, failure);
    }

    /// Suspends this body while work runs on a pool; it stands in line if the pool has no room. If the body is unwound
    /// meanwhile, the work is cancelled and interrupted; a result that it gives none the less is a dead letter
    /// ([DeadLetter.Reason#LATE_RESULT]).
    ///
    /// @param pool who does it, perhaps with another priority or a limit: `pool.limit(time)`
    /// @param work what to compute
    /// @param <T> what it gives
    /// @return its result
    /// @throws AwaitException if it failed with a checked exception
    /// @throws java.util.concurrent.RejectedExecutionException if the pool is closed, or is closed meanwhile
    /// @throws dev.troupe.offload.WorkTimeoutException if it took longer than the pool's limit
    default <T> T offload(ThreadPool pool, Callable<T> work) {
        return offload(pool, work, RuntimeException.class);
    }

    /// The same, and raises one kind of failure as it is.
    ///
    /// @param pool who does it
    /// @param work what to compute
    /// @param failure the class of a failure that the caller handles
    /// @param <T> what it gives
    /// @param <X> the failure's class
    /// @return its result
    /// @throws X if the work failed with an exception of that class
    /// @throws AwaitException if it failed with another checked exception
    <T, X extends Throwable> T offload(ThreadPool pool, Callable<T> work, Class<X> failure) throws X;

    /// Hands work to a pool and goes on as soon as that has taken it: at once if there is room, else this body is suspended. The
    /// work belongs to this body: if it has not ended when the body ends, it is cancelled and interrupted.
    ///
    /// @param pool who does it
    /// @param work what to compute
    /// @param <T> what it gives
    /// @return its result, to be awaited
    /// @throws java.util.concurrent.RejectedExecutionException if the pool is closed, or is closed before there is room
    <T> Task<T> submit(ThreadPool pool, Callable<T> work);

    /// Suspends this body while a task runs in a child JVM; it stands in line if the pool has no room. If the body is unwound
    /// meanwhile, the task is cancelled and the child that runs it is ended.
    ///
    /// @param pool whose children do it, perhaps with another priority, a limit or retries: `pool.limit(time).retry(1)`
    /// @param task what to compute: a lambda that captures only what is serializable, or a serializable record
    /// @param <T> what it gives
    /// @return its result
    /// @throws AwaitException if it failed with a checked exception
    /// @throws java.util.concurrent.RejectedExecutionException if the pool is closed, or is closed meanwhile
    /// @throws dev.troupe.offload.WorkTimeoutException if it took longer than the pool's limit
    /// @throws dev.troupe.offload.WorkerLostException if its child has ended
    /// @throws dev.troupe.offload.TransferException if the task or its result can't cross
    default <T> T offload(ProcessPool pool, ProcessTask<T> task) {
        return offload(pool, task, RuntimeException.class);
    }

    /// The same, and raises one kind of failure as it is.
    ///
    /// @param pool whose children do it
    /// @param task what to compute
    /// @param failure the class of a failure that the caller handles
    /// @param <T> what it gives
    /// @param <X> the failure's class
    /// @return its result
    /// @throws X if the task failed with an exception of that class
    /// @throws AwaitException if it failed with another checked exception
    <T, X extends Throwable> T offload(ProcessPool pool, ProcessTask<T> task, Class<X> failure) throws X;

    /// Hands a task to a pool of processes and goes on as soon as that has taken it, as [#submit(ThreadPool, Callable)] does. The
    /// task is copied when a child takes it: what it captures must not change before.
    ///
    /// @param pool whose children do it
    /// @param task what to compute
    /// @param <T> what it gives
    /// @return its result, to be awaited
    /// @throws java.util.concurrent.RejectedExecutionException if the pool is closed, or is closed before there is room
    <T> Task<T> submit(ProcessPool pool, ProcessTask<T> task);

    /// Suspends this body while a call that blocks (on input, a lock, a driver) runs on a virtual thread of its own. If the
    /// body is unwound meanwhile, the call is interrupted.
    ///
    /// @param call what to call
    /// @param <T> what it gives
    /// @return its result
    /// @throws AwaitException if it failed with a checked exception
    <T> T blocking(Callable<T> call);

    /// Sends a message by name.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it; anything but [SendResult#ACCEPTED] already is a dead letter
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    SendResult tell(String name, Object message);

    /// Sends a message by name like [#tell], but makes no dead letter of one that is not accepted.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    SendResult offer(String name, Object message);

    /// The system this coroutine runs in.
    ///
    /// @return the system
    ActorSystem system();
}
