package dev.troupe;

import dev.troupe.internal.system.LocalSystem;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkPool;
import dev.troupe.spi.Inspection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// Actors, their names, and what drives them.
///
/// Any thread may call it. On the deque, which is the default, nothing runs until a thread drives it: [#run()] until nothing is
/// left to do, [#run(Duration)] for a time, [#step()] for one turn, or [#drive()] on a thread of its own. Bodies and handlers run
/// on the driving thread, or on one that stands in for it; nothing promises them the caller's.
///
/// On a [Scheduler] with threads of its own actors run as soon as they have something to do. Then [#run()] waits until nothing
/// is left to do, [#run(Duration)] does so for a time, and [#step()] and [#drive()] see only to those that are on the deque by
/// their [Props].
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="system"}
public interface ActorSystem extends Spawner, TaskStarter, AutoCloseable {
    /// A system with the deque scheduler. Starts no thread: nothing happens until it is driven.
    ///
    /// @return the system
    static ActorSystem create() {
        return builder().build();
    }

    /// Makes a system with other settings.
    ///
    /// @return a builder
    static ActorSystemBuilder builder() {
        return new ActorSystemBuilder(LocalSystem::new);
    }

    /// Sends a message by name.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it; anything but [SendResult#ACCEPTED] already is a dead letter
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    /// @throws IllegalStateException if the system is closed
    SendResult tell(String name, Object message);

    /// Sends a message by name like [#tell], but makes no dead letter of one that is not accepted.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    /// @throws IllegalStateException if the system is closed
    SendResult offer(String name, Object message);

    /// Asks an actor, from outside. The answer, and the limit too, come while somebody drives the deque: [#run()] or
    /// [#drive()].
    ///
    /// @param target the actor
    /// @param make makes the message, given where the answer goes
    /// @param limit how long to wait at most
    /// @param <M> the class of the target's messages
    /// @param <R> the class of the answer
    /// @return the answer; fails with an [AskException] if there will be none
    /// @throws IllegalArgumentException if the limit is negative, or the actor is of another system
    <M, R> CompletionStage<R> ask(ActorRef<M> target, Function<? super ActorRef<R>, ? extends M> make, Duration limit);

    /// Asks an actor by name, from outside.
    ///
    /// @param name the actor's name
    /// @param make makes the message, given where the answer goes
    /// @param limit how long to wait at most
    /// @param <R> the class of the answer
    /// @return the answer; fails with an [AskException] if there will be none, or nobody has the name
    /// @throws IllegalArgumentException if the limit is negative, or the target doesn't take such messages
    <R> CompletionStage<R> ask(String name, Function<? super ActorRef<R>, ?> make, Duration limit);

    /// The actor of a name, to be sent messages of a class.
    ///
    /// @param name the name
    /// @param type the class that will be sent: the one the actor was spawned with, or a subtype of it
    /// @param <T> the class that will be sent
    /// @return the reference; empty if no actor has that name
    /// @throws IllegalArgumentException if the actor doesn't take messages of that class
    <T> Optional<ActorRef<T>> find(String name, Class<T> type);

    /// The names of all actors, sorted, as they were at some moment during the call.
    ///
    /// @return a copy
    Set<String> names();

    /// Stops an actor, its children first. Returns at once: it is unwound before any message that waits for it, but after
    /// the turn that runs now. It is killed when its [Props#shutdown] is over.
    ///
    /// @param actor the actor; one that has stopped already is left alone
    /// @throws IllegalArgumentException if it is not of this system
    void stop(ActorRef<?> actor);

    /// Stops an actor like [#stop(ActorRef)], with another limit.
    ///
    /// @param actor the actor; one that has stopped already is left alone
    /// @param limit how long it has to end before it is killed
    /// @throws IllegalArgumentException if it is not of this system
    void stop(ActorRef<?> actor, Shutdown limit);

    /// Ends an actor and its children at once: their stacks are unwound and nothing in them may wait. A body that blocks is
    /// interrupted where it gives the deque free meanwhile, on the engine `virtual`; a handler, and a body on the other engines,
    /// holds up the deque until it comes back, and is not interrupted; what it ends with then counts.
    ///
    /// @param actor the actor; one that has ended already is left alone
    /// @throws IllegalArgumentException if it is not of this system
    void kill(ActorRef<?> actor);

    /// Stops an actor behind the messages that were sent to it before: the poison pill.
    ///
    /// @param actor the actor; one that has stopped already is left alone
    /// @throws IllegalArgumentException if it is not of this system
    void poison(ActorRef<?> actor);

    /// Completes when an actor has ended for good, or at once if it has. What depends on it without an executor runs inside
    /// the turn that ended the actor, where [#close()] and [#run()] are refused; to close then, use `thenRunAsync`.
    ///
    /// @param actor the actor
    /// @return why it has ended
    /// @throws IllegalArgumentException if it is not of this system
    CompletionStage<ExitReason> whenEnded(ActorRef<?> actor);

    /// Figures of this moment.
    ///
    /// @return a copy
    SystemSnapshot snapshot();

    /// What others may see of this system, and listen to: for meters, dashboards and tests.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="inspection"}
    ///
    /// @return the same one each time
    Inspection inspect();

    /// Has a pool shown in [#inspect()] and its probes told of its work, until the system is closed. The system doesn't close it.
    ///
    /// @param pool the pool
    /// @return takes it away
    /// @throws IllegalArgumentException if it is shown already, as the system's own is
    Subscription show(WorkPool pool);

    /// The system's own pool for work that computes, which [TaskContext#offload(java.util.concurrent.Callable)] uses: as many
    /// threads as there are processors, started on first need. It ends with the system, and refuses to be closed before.
    ///
    /// @return the pool
    ThreadPool processors();

    /// Has something done, once, while the system closes. The hooks of a phase run one after the other, in the order added,
    /// on a thread of the system's. What one throws is logged, and the next is run. They share the limit of the close: one
    /// that is late is named in the log and interrupted, and the close goes on without it, as does its phase when it
    /// returns.
    ///
    /// Until the actors stop, the deque is driven if nobody else does, so a hook may tell and ask, and wait for the answer,
    /// or drive the deque itself. From a hook, [#close()] returns at once.
    ///
    /// @param phase before what it is done
    /// @param name says in the log which hook failed or is late
    /// @param hook what is done
    /// @return takes it away, unless it has begun
    /// @throws IllegalArgumentException if the name is blank
    /// @throws IllegalStateException if the system is closed
    Subscription onShutdown(ShutdownPhase phase, String name, Runnable hook);

    /// Drives the deque on behalf of the calling thread until nothing is left to do: no message, no timer, nothing that a
    /// body waits for but messages.
    ///
    /// When nothing is left to do and a circle of waits was not caught, or senders wait for room that nobody can make, it
    /// throws a [DeadlockException].
    ///
    /// An interrupt doesn't end it: the calling thread gets the status back at the end that it had at the beginning, or was
    /// given while nothing was ready; one that comes while a body or handler runs is theirs. [#close()] from another thread ends it.
    ///
    /// @throws IllegalStateException if it is called from inside an actor, or another thread drives this system, or the
    ///         system is closed
    void run();

    /// Drives the deque like [#run()], at most for a time.
    ///
    /// @param limit how long at most; the turn that runs when the time is over is ended first, and on the engines `baton` and
    ///        `continuation` a turn that blocks is one that runs
    /// @return true if nothing is left to do, false if the time was over first
    /// @throws IllegalArgumentException if the limit is negative
    /// @throws IllegalStateException as [#run()]
    boolean run(Duration limit);

    /// Runs a task's body on one thread of the caller's choice from its start to its end: each wait blocks that thread, which
    /// may be a user interface's or hold a transaction. It sleeps by the machine's clock. Cancelling
    /// it, as closing the system does, ends its wait, or the next one.
    ///
    /// @param executor runs the body, once
    /// @param body what it does
    /// @param <T> what it returns
    /// @return the task
    /// @throws IllegalStateException if the system is closed
    <T> Task<T> startOn(Executor executor, TaskBody<T> body);

    /// Drives the deque until a task is done, beside whatever else goes on.
    ///
    /// @param task the task
    /// @param <T> what it returns
    /// @return its result
    /// @throws CompletionException with the failure as its cause, if the task failed
    /// @throws CancellationException if it was cancelled
    /// @throws IllegalStateException as [#run()], or if the task is not done and nothing is left to do, or the system is closed
    ///         meanwhile
    <T> T run(Task<T> task);

    /// Who waits for whom at this moment. Waiting for a message is included; one who runs is not.
    ///
    /// @return the arrows of the graph, in the order of the waiters' names
    List<WaitFor> waits();

    /// Takes one turn, if one is ready.
    ///
    /// @return whether there was one
    /// @throws IllegalStateException as [#run()]
    boolean step();

    /// Drives the deque on a thread of its own until the system is closed. That thread is not a daemon.
    ///
    /// @throws IllegalStateException as [#run()]
    void drive();

    /// Adds a listener for dead letters. It is called on the thread that noticed, before `tell` returns. While there is one,
    /// the system logs no summaries of its own; what the listener throws is reported.
    ///
    /// @param listener the listener
    /// @return takes it away
    Subscription onDeadLetter(Consumer<? super DeadLetter> listener);

    /// Adds a listener for failures. It is called on the thread that noticed. While there is one, the system doesn't log
    /// them itself; what the listener throws is logged.
    ///
    /// @param listener the listener
    /// @return takes it away
    Subscription onFailure(Consumer<? super Failure> listener);

    /// Adds a listener for actors that come and go.
    ///
    /// @param listener the listener
    /// @return takes it away
    Subscription onLifecycle(LifecycleListener listener);

    /// Whether [#close()] has been called. While hooks of [ShutdownPhase#SERVICES] run, it has, though actors are still
    /// spawned, sent to and driven.
    ///
    /// @return whether it is closing or closed
    boolean isClosed();

    /// Stops all actors, children before parents, and at the top in the reverse order of spawning; then returns, at latest
    /// after the limit the system was built with. Bodies are unwound where they wait, so that their `finally` blocks run,
    /// and may wait there until the limit. Messages that were not processed become dead letters, and their number is
    /// logged, as are the names of actors that did not end: one that blocks is interrupted near the limit, and if it comes
    /// back later is unwound then. A second call waits for the first, as long. Hooks run in between, see [ShutdownPhase].
    ///
    /// An error that an actor lets out and after which the JVM can't be trusted, a [VirtualMachineError] but for
    /// [StackOverflowError], closes the system in the same way, on a thread of its own; who drives gets that error.
    ///
    /// @throws IllegalStateException if it is called from inside an actor
    @Override
    void close();
}
