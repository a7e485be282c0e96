package dev.troupe.internal.offload;

import dev.troupe.internal.port.SpinLock;
import dev.troupe.offload.PoolStats;
import dev.troupe.offload.Submission;
import dev.troupe.offload.WorkEnd;
import dev.troupe.offload.WorkListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Deals out work to at most so many threads, by priority, with a bound on what is queued.
///
/// *Where work is.* It runs, if fewer than the most do; else it is queued, if there is room; else it stands in line. A thread
/// that has done its work has the first of the line move up, and takes the first of the queue. So while fewer than the most
/// run, queue and line are empty.
///
/// *Why not the JDK's executor.* It has no bound with a line behind it. And whoever hands it work may wait for a lock with a queue
/// in which a body on a virtual thread can stand first, while the thread that would have to resume it stands behind (see
/// [SpinLock]). Here, who submits takes that lock only, for a few steps; see [Hand] for the threads.
///
/// Any thread may call it. What others have hung on a future runs outside the lock.
public final class Crew {
    private final String name;
    private final int most;
    private final int bound;
    private final @Nullable String owner;
    private final Listeners listeners = new Listeners();
    private final Thread.Builder.OfPlatform threads;

    private final SpinLock lock = new SpinLock();
    private final NavigableSet<Work<?>> queue = new TreeSet<>(Work.ORDER); // guarded by lock, like all down to ended
    private final NavigableSet<Work<?>> line = new TreeSet<>(Work.ORDER);
    private final Set<Work<?>> running = new HashSet<>();
    private final ArrayDeque<Hand> idle = new ArrayDeque<>();
    private long numbers;
    private boolean refusing;
    private boolean ended;
    /// Done when nothing runs any more, once nothing is accepted.
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder timedOut = new LongAdder();

    /// A crew without threads so far.
    ///
    /// @param most how many pieces of work run at once
    /// @param bound how many may be queued besides
    public Crew(String name, int most, int bound) {
        this(name, name, 0, most, bound, null);
    }

    /// A crew that only its owner may close, if it has one.
    ///
    /// @param threads what its threads are called, each with a number behind it
    /// @param stackBytes how large their stacks are; 0 for the JVM's own choice
    @SuppressWarnings("ThreadPriorityCheck") // the usual one, and not that of whoever happens to start a thread
    public Crew(String name, String threads, long stackBytes, int most, int bound, @Nullable String owner) {
        this.name = name;
        this.most = most;
        this.bound = bound;
        this.owner = owner;
        this.threads = Thread.ofPlatform().daemon().priority(Thread.NORM_PRIORITY).inheritInheritableThreadLocals(false)
                .stackSize(stackBytes).name(threads + "-", 1);
    }

    /// What the threads are called by.
    public String name() {
        return name;
    }

    /// Takes work, or has it stand in line.
    public <T> Submission<T> submit(Callable<? extends T> call, Terms terms) {
        Objects.requireNonNull(call, "work must not be null: work=null");
        Work<T> work = new Work<>(this, call, terms);
        enter(work, true);
        return work;
    }

    /// Takes work if there is room.
    public <T> Optional<Submission<T>> offer(Callable<? extends T> call, Terms terms) {
        Objects.requireNonNull(call, "work must not be null: work=null");
        Work<T> work = new Work<>(this, call, terms);
        return enter(work, false) ? Optional.of(work) : Optional.empty();
    }

    private boolean enter(Work<?> work, boolean waits) {
        boolean begins = false;
        boolean accepted = true;
        boolean refused;
        Hand hand = null;
        lock.lock();
        try {
            work.number = numbers++;
            refused = refusing;
            if (!refused) {
                if (running.size() < most) {
                    begins = running.add(work);
                    hand = idle.pollFirst();
                } else if (queue.size() < bound) queue.add(work);
                else accepted = waits && !line.add(work);
            }
            refused |= !accepted && !waits;
        } finally {
            lock.unlock();
        }
        if (refused) {
            if (waits) work.refuse(closedFor("submitted"));
            return false;
        }
        if (accepted) work.accept();
        if (hand != null) hand.give(work);
        else if (begins) start(work);
        return true;
    }

    /// A new thread for work. If there can be none, that work fails, and so does what was queued meanwhile.
    private void start(Work<?> first) {
        for (Work<?> work = first; work != null;) {
            Hand hand = new Hand(this, work);
            try {
                threads.start(hand);
                return;
            } catch (Throwable noThread) {
                work.end(new RejectedExecutionException("work needs a thread, and there can be none: pool=" + name,
                        noThread));
                work = next(work, null);
            }
        }
    }

    /// A thread is done with its work: what it takes next. If there is nothing, the thread is idle.
    @Nullable Work<?> next(Work<?> done, @Nullable Hand hand) {
        Work<?> next;
        Work<?> movesUp;
        boolean drains;
        lock.lock();
        try {
            running.remove(done);
            movesUp = line.pollFirst();
            if (movesUp != null) queue.add(movesUp);
            next = queue.pollFirst();
            if (next != null) running.add(next);
            else
                if (hand != null) {
                    if (ended) hand.dismiss();
                    else idle.addFirst(hand);
                }
            drains = refusing && running.isEmpty();
        } finally {
            lock.unlock();
        }
        if (movesUp != null) movesUp.accept();
        if (drains) drained.complete(null);
        return next;
    }

    /// An idle thread wants to end.
    ///
    /// @return false if work is on its way to it
    boolean leaves(Hand hand) {
        lock.lock();
        try {
            return idle.remove(hand);
        } finally {
            lock.unlock();
        }
    }

    /// Work that waits has been cancelled: its place is free.
    void forget(Work<?> work) {
        Work<?> movesUp = null;
        lock.lock();
        try {
            if (queue.remove(work)) {
                movesUp = line.pollFirst();
                if (movesUp != null) queue.add(movesUp);
            } else line.remove(work);
        } finally {
            lock.unlock();
        }
        if (movesUp != null) movesUp.accept();
    }

    /// A piece of work has ended, or never will begin.
    void ended(WorkEnd end) {
        switch (end.outcome()) {
            case DONE -> done.increment();
            case FAILED -> failed.increment();
            case CANCELLED -> cancelled.increment();
            case TIMED_OUT -> timedOut.increment();
        }
        listeners.tell(end);
    }

    /// Has somebody told of each end.
    public void listen(WorkListener listener) {
        listeners.add(listener);
    }

    /// Has somebody not told any more.
    public void unlisten(WorkListener listener) {
        listeners.remove(listener);
    }

    /// The figures of this moment.
    public PoolStats stats() {
        lock.lock();
        try {
            return new PoolStats(name, most, running.size(), queue.size(), line.size(), done.sum(), failed.sum(),
                    cancelled.sum(), timedOut.sum());
        } finally {
            lock.unlock();
        }
    }

    // ---- the end

    void refuseIfOwned() {
        if (owner != null)
            throw new IllegalStateException(
                    "the pool of a system is closed with it: pool=" + name + ", system=" + owner);
    }

    /// Takes nothing more, waits for what is there, and closes.
    public void close(Duration grace) {
        Objects.requireNonNull(grace, "grace must not be null: grace=null");
        if (grace.isNegative())
            throw new IllegalArgumentException("grace must not be negative: grace=" + grace + ", pool=" + name);
        refuse();
        try {
            drained.get(TimeUnit.NANOSECONDS.convert(grace), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // it has had its time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what only tells an end has failed: pool=" + name, e);
        }
        close();
    }

    private void refuse() {
        boolean drains;
        lock.lock();
        try {
            refusing = true;
            drains = running.isEmpty();
        } finally {
            lock.unlock();
        }
        if (drains) drained.complete(null);
    }

    /// Takes nothing more, and ends what is there.
    public void close() {
        refuse();
        List<Work<?>> waiting;
        List<Work<?>> runs;
        List<Hand> hands;
        lock.lock();
        try {
            waiting = new ArrayList<>(queue);
            waiting.addAll(line);
            runs = List.copyOf(running);
            queue.clear();
            line.clear();
            ended = true;
            hands = List.copyOf(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        for (Work<?> work : waiting) work.end(closedFor("queued"));
        for (Work<?> work : runs) work.end(closedFor("running"));
        hands.forEach(Hand::dismiss);
    }

    private RejectedExecutionException closedFor(String what) {
        return new RejectedExecutionException("a pool that is closed does no work: pool=" + name + ", work=" + what
                + (owner == null ? "" : ", system=" + owner));
    }
}
