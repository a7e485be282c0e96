package dev.troupe;

import dev.troupe.internal.port.AllFuture;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/// A body that runs beside the actors and returns a value: at once the running and the future of its result.
///
/// Any thread may use it; inside an actor or another task, `await` it. What the body lets out is the failure of the task:
/// raised where it is awaited, and given by `join` and `get` as the JDK's futures do.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="tasks"}
///
/// @param <T> what it returns
public interface Task<T> extends CompletionStage<T>, Future<T> {
    /// A name for people: in errors, and in the graph of who waits for whom.
    ///
    /// @return the name
    String name();

    /// Waits for the result. If no thread drives the deque, the calling one does until the task is done.
    ///
    /// @return the result
    /// @throws CompletionException with the failure as its cause, if the task failed
    /// @throws CancellationException if it was cancelled
    /// @throws DeadlockException if nothing is left to do, and the task waits for room in a mailbox that nobody will make; the
    ///         task goes on if somebody does later. Only if the calling thread drives
    /// @throws IllegalStateException if it is called from inside an actor or a task, which should `await`
    T join();

    /// Cancels the task: it is done at once, and its body is unwound where it waits, by
    /// [dev.troupe.coroutine.Unwind.Cancelled], so that its `finally` blocks run.
    ///
    /// @param mayInterrupt without effect: a body that blocks is not interrupted
    /// @return false if it was done already
    @Override
    boolean cancel(boolean mayInterrupt);

    /// The results of several stages, in their order, when all are done. Fails as soon as one fails.
    ///
    /// Who awaits it waits for each task among them: if one of those waits for the awaiter, that is a circle, and fails with a
    /// [DeadlockException] at once, although another might fail first.
    ///
    /// @param stages what to wait for; tasks, for example
    /// @param <T> what they return
    /// @return the results
    static <T> CompletionStage<List<T>> all(Collection<? extends CompletionStage<? extends T>> stages) {
        return AllFuture.of(stages);
    }

    /// The first of several stages to be done, whether it returns or fails. The others go on.
    ///
    /// @param stages what to wait for; at least one
    /// @param <T> what they return
    /// @return the first one's result
    /// @throws IllegalArgumentException if there is none
    static <T> CompletionStage<T> any(Collection<? extends CompletionStage<? extends T>> stages) {
        if (stages.isEmpty()) throw new IllegalArgumentException("any needs at least one stage: stages=0");
        CompletableFuture<T> first = new CompletableFuture<>();
        for (CompletionStage<? extends T> stage : stages) stage.whenComplete((value, failure) -> {
            if (failure == null) first.complete(value);
            else first.completeExceptionally(failure);
        });
        return first;
    }
}
