package dev.troupe.internal.process;

import dev.troupe.internal.log.Log;
import dev.troupe.internal.port.SpinLock;
import dev.troupe.internal.port.Threads;
import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.WorkerLostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;

/// Child JVMs that do one task at a time each.
///
/// *Who owns a child.* It is in `all` from the moment its process runs until that is gone. Besides, it is idle, or leased by
/// the thread that calls, which alone talks to it and gives it back whatever happens; if it isn't sound then, it is killed.
/// Ending it is anybody's: of two who do, each waits until it is gone. An idle child that dies is taken away by the thread
/// that waits for its end, so that no task gets it.
///
/// *Interrupts.* NIO closes a channel whose thread is interrupted, so the call fails wherever it stands, and its child is
/// killed on the way out. A call that has its answer already returns it, with the interrupt still to come.
///
/// Any thread may call, but [#call] wants a platform thread, which it blocks. The lock is held for a few steps only.
public final class Processes {
    private static final Logger LOGGER = Log.logger("dev.troupe.offload");
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Settings settings;
    private final Admission admission;
    private final Losses losses;

    private final SpinLock lock = new SpinLock();
    private final Set<Worker> all = new LinkedHashSet<>();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final List<Thread> waiting = new ArrayList<>();
    private int starting;
    private long started;
    private long recycled;
    private boolean closed;
    private boolean sweeping;

    /// @throws IllegalArgumentException if a pattern of classes is none
    public Processes(Settings settings) {
        this.settings = settings;
        this.admission = new Admission(settings.allowed(), settings.frameBytes(), settings.loader());
        this.losses = new Losses(settings);
    }

    /// Has a task done in a child, on the calling platform thread, which waits. An interrupt kills the child at once; that is
    /// no loss.
    ///
    /// @param retries how often it is tried again on another child when its child is lost
    /// @throws WorkerLostException if the last child was lost
    /// @throws dev.troupe.offload.TransferException if task or result can't cross
    /// @throws IllegalStateException if these are closed, or too many children were lost
    /// @throws InterruptedException if the calling thread was interrupted
    /// @throws Exception the task's failure
    @SuppressWarnings({"unchecked", "NullAway"}) // the task says what it returns, which may be null
    public <T> T call(ProcessTask<T> task, int retries) throws Exception {
        Objects.requireNonNull(task, "task must not be null: task=null");
        if (retries < 0) throw new IllegalArgumentException("retries must be >= 0: retries=" + retries);
        for (int left = retries;; left--) {
            if (Thread.interrupted()) throw interrupted();
            Worker worker;
            try {
                worker = lease();
            } catch (WorkerLostException loss) {
                lost(loss);
                if (left == 0) throw loss;
                continue;
            }
            try {
                return (T) worker.run(task);
            } catch (BrokenException broken) {
                if (Thread.interrupted()) throw interrupted();
                checkOpen();
                WorkerLostException loss = worker.lost("a worker must live until its task is done", broken.getCause());
                lost(loss);
                if (left == 0) throw loss;
            } finally {
                giveBack(worker);
            }
        }
    }

    private InterruptedException interrupted() {
        return new InterruptedException("a task in a worker process was interrupted: pool=" + settings.name());
    }

    private Worker lease() throws InterruptedException {
        while (true) {
            long delayNanos;
            lock.lock();
            try {
                checkUsable();
                Worker worker = idle.pollFirst();
                if (worker != null) return worker;
                delayNanos = losses.delayNanos(System.nanoTime());
                if (delayNanos <= 0) {
                    starting++;
                    break;
                }
                waiting.add(Threads.current());
            } finally {
                lock.unlock();
            }
            LockSupport.parkNanos(this, delayNanos);
            forget(Threads.current());
            if (Thread.interrupted()) throw interrupted();
        }
        return start();
    }

    private Worker start() throws InterruptedException {
        try {
            long number;
            lock.lock();
            try {
                number = ++started;
            } finally {
                lock.unlock();
            }
            return new Launch(settings, admission, settings.name() + "-" + number).start(this::known);
        } catch (WorkerLostException e) {
            checkOpen();
            throw e;
        } finally {
            lock.lock();
            starting--;
            lock.unlock();
            wakeAll();
        }
    }

    private void known(Worker worker) {
        worker.whenExited(() -> exited(worker));
        boolean late;
        lock.lock();
        try {
            late = closed;
            if (!worker.exited) all.add(worker);
        } finally {
            lock.unlock();
        }
        if (late) worker.kill();
    }

    private void exited(Worker worker) {
        boolean wasIdle;
        lock.lock();
        try {
            all.remove(worker);
            worker.exited = true;
            wasIdle = idle.remove(worker);
        } finally {
            lock.unlock();
        }
        wakeAll();
        if (!wasIdle) return;
        try {
            WorkerLostException loss = worker.lost("a worker must live while it is idle", null);
            lost(loss);
            LOGGER.warn(loss.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack(Worker worker) {
        boolean sound = worker.isSound();
        boolean worn = sound && isWorn(worker);
        boolean keep;
        lock.lock();
        try {
            boolean reset = sound && losses.reset();
            keep = sound && !worn && !closed && !worker.exited;
            if (worn) recycled++;
            if (keep) {
                worker.idleSinceNanos = System.nanoTime();
                idle.addFirst(worker);
            }
            if (keep && sweeping && !reset) return; // as it is nearly always
        } finally {
            lock.unlock();
        }
        wakeAll();
        if (keep) sweepLater(Losses.nanos(settings.idleLimit()));
        else if (worn) end(worker);
        else worker.end(Duration.ZERO);
    }

    private static Thread end(Worker worker) {
        return Thread.ofPlatform().daemon().name(worker.name() + "-end").start(() -> worker.end(GRACE));
    }

    private boolean isWorn(Worker worker) {
        int most = settings.recycleAfterTasks();
        if (most > 0 && worker.tasks() >= most) return true;
        return settings.recycleAboveBytes().isPresent()
                && worker.memoryBytes() > settings.recycleAboveBytes().getAsLong();
    }

    private void lost(WorkerLostException loss) {
        boolean gaveUp;
        lock.lock();
        try {
            gaveUp = losses.add(loss, System.nanoTime());
        } finally {
            lock.unlock();
        }
        if (gaveUp) wakeAll();
    }

    /// At most one look is planned at a time, however often children come and go.
    private void sweepLater(long nanos) {
        lock.lock();
        try {
            if (sweeping || closed || idle.isEmpty()) return;
            sweeping = true;
        } finally {
            lock.unlock();
        }
        CompletableFuture
                .delayedExecutor(nanos, TimeUnit.NANOSECONDS,
                        look -> Thread.ofPlatform().daemon().name(settings.name() + "-idle").start(look))
                .execute(this::sweep);
    }

    private void sweep() {
        List<Worker> over = new ArrayList<>();
        long limit = Losses.nanos(settings.idleLimit());
        long next = limit;
        lock.lock();
        try {
            sweeping = false;
            long now = System.nanoTime();
            while (!idle.isEmpty() && now - idle.getLast().idleSinceNanos >= limit) over.add(idle.removeLast());
            if (!idle.isEmpty()) next = limit - (now - idle.getLast().idleSinceNanos);
        } finally {
            lock.unlock();
        }
        sweepLater(next);
        for (Worker worker : over) worker.end(GRACE);
    }

    /// Ends all children and waits until each is gone, with what it started. Any thread, any number of times; calls in progress
    /// fail with an `IllegalStateException`.
    public void close() {
        List<Worker> left;
        lock.lock();
        try {
            closed = true;
            idle.clear();
            left = List.copyOf(all);
        } finally {
            lock.unlock();
        }
        wakeAll();
        List<Thread> ends = new ArrayList<>();
        for (Worker worker : left)
            ends.add(end(worker));
        boolean interrupted = false;
        for (long end = System.nanoTime() + CLOSING.toNanos(); System.nanoTime() < end && !isEmpty(ends);) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(20));
            forget(Threads.current());
            interrupted |= Thread.interrupted();
        }
        if (interrupted) Threads.current().interrupt();
    }

    private boolean isEmpty(List<Thread> ends) {
        lock.lock();
        try {
            if (all.isEmpty() && starting == 0 && ends.stream().noneMatch(Thread::isAlive)) return true;
            waiting.add(Threads.current());
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// How many children there are, starting ones included.
    public int live() {
        return count(all::size);
    }

    /// How many of them have nothing to do.
    public int idle() {
        return count(idle::size);
    }

    /// How many children were started, so far.
    public long started() {
        return count(() -> started);
    }

    /// How many were lost: they ended unasked, or did not start.
    public long lost() {
        return count(losses::total);
    }

    /// How many were replaced because they had done enough, or held too much memory.
    public long recycled() {
        return count(() -> recycled);
    }

    private <N> N count(Supplier<N> figure) {
        lock.lock();
        try {
            return figure.get();
        } finally {
            lock.unlock();
        }
    }

    private void wakeAll() {
        List<Thread> woken;
        lock.lock();
        try {
            woken = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        woken.forEach(LockSupport::unpark);
    }

    private void forget(Thread thread) {
        lock.lock();
        waiting.remove(thread);
        lock.unlock();
    }

    private void checkOpen() {
        lock.lock();
        try {
            if (closed) throw new IllegalStateException("process pool must be open: pool=" + settings.name());
        } finally {
            lock.unlock();
        }
    }

    private void checkUsable() {
        if (closed) throw new IllegalStateException("process pool must be open: pool=" + settings.name());
        WorkerLostException last = losses.last();
        if (last != null)
            throw new IllegalStateException("process pool has given up, workers lost must be <= " + settings.losses()
                    + " within " + settings.lossPeriod() + ": pool=" + settings.name(), last);
    }
}
