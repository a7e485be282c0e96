package dev.troupe.internal.process;

import dev.troupe.internal.offload.Endable;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.WorkerLostException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One task's way through a child, which can be cut short.
///
/// An interrupt ends it, too, but the task and its result are the user's code on the calling thread, and may swallow the
/// interrupt or never look for it. A kill needs nothing of that thread: it ends the child, and the call takes no other.
///
/// *Whose child it is.* `hold` has the child from when the call has it until the call gives it back. Whoever kills takes
/// what is held and leaves a mark in its place; the call finds the mark in place of its child, and then gives back a child
/// that is no good. So no kill hits a child that has gone on to another call.
public final class Call<T> implements Callable<T>, Endable {
    private static final Object KILLED = new Object();

    private final Processes processes;
    private final ProcessTask<T> task;
    private final int retries;
    /// The child, or [#KILLED].
    private final AtomicReference<@Nullable Object> hold = new AtomicReference<>();

    Call(Processes processes, ProcessTask<T> task, int retries) {
        this.processes = processes;
        this.task = task;
        this.retries = retries;
    }

    /// Has the task done, on the calling platform thread, which waits. Once.
    ///
    /// @throws WorkerLostException if the last child was lost
    /// @throws dev.troupe.offload.TransferException if task or result can't cross
    /// @throws RejectedExecutionException if the pool is closed, or has lost too many children
    /// @throws InterruptedException if the calling thread was interrupted
    /// @throws CancellationException if it was killed
    /// @throws Exception the task's failure
    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the task says what it returns, which may be null
    public T call() throws Exception {
        for (int left = retries;; left--) {
            if (Thread.interrupted()) throw interrupted();
            Worker worker;
            try {
                worker = processes.lease(this);
            } catch (WorkerLostException loss) {
                letGo();
                checkAlive();
                processes.lost(loss);
                if (left == 0) throw loss;
                continue;
            }
            try {
                return (T) worker.run(task);
            } catch (BrokenException broken) {
                if (Thread.interrupted()) throw interrupted();
                checkAlive();
                processes.checkOpen();
                WorkerLostException loss = worker.lost("a worker must live until its task is done", broken.getCause());
                checkAlive();
                processes.lost(loss);
                if (left == 0) throw loss;
            } finally {
                processes.giveBack(worker, letGo());
            }
        }
    }

    /// Kills, on a thread of its own: looking for what the child has started takes some milliseconds.
    @Override
    public void end() {
        Thread.ofVirtual().name("troupe-kill").start(this::kill);
    }

    /// Kills the child that this call has, with what it has started, and has it take no other: any thread, at any moment, any
    /// number of times. It doesn't wait for the child's end. It is no loss. Nothing, if the call is over.
    public void kill() {
        Object held = hold.getAndSet(KILLED);
        if (held instanceof Worker worker) worker.kill();
        processes.wakeAll(); // the call may wait for its turn to start one
    }

    /// The call has a child, ready or not yet.
    ///
    /// @return whether it may; if not, the call was killed, and the child is still what it was
    boolean take(Worker worker) {
        return hold.compareAndSet(null, worker);
    }

    /// The call has it no longer.
    ///
    /// @return whether the child was spared
    private boolean letGo() {
        Object held = hold.get();
        return held != KILLED && hold.compareAndSet(held, null);
    }

    InterruptedException interrupted() {
        return new InterruptedException("a task in a worker process was interrupted: pool=" + processes.name());
    }

    void checkAlive() {
        if (hold.get() == KILLED)
            throw new CancellationException("a task in a worker process was killed: pool=" + processes.name());
    }
}
