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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Child JVMs that do one task at a time each.
///
/// *Who owns a child.* It is in `all` from the moment its process runs until that is gone. Besides, it is idle, or leased by
/// the thread that calls, which alone talks to it and gives it back whatever happens; if it isn't sound then, it is killed.
/// Ending it is anybody's: of two who do, each waits until it is gone. An idle child that dies is taken away by the thread
/// that waits for its end, so that no task gets it.
///
/// *Interrupts.* NIO closes a channel whose thread is interrupted, so the call fails wherever it stands, and its child is
/// killed on the way out. A call that has its answer already returns it, with the interrupt still to come. Code of the user's
/// on that thread may swallow an interrupt; [Call#kill()] doesn't ask it.
///
/// Any thread may call, but [Call#call()] wants a platform thread, which it blocks. The lock is held for a few steps only.
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

    /// Makes ready to have a task done in a child.
    ///
    /// @param retries how often it is tried again on another child when its child is lost
    public <T> Call<T> prepare(ProcessTask<T> task, int retries) {
        Objects.requireNonNull(task, "task must not be null: task=null");
        if (retries < 0) throw new IllegalArgumentException("retries must be >= 0: retries=" + retries);
        return new Call<>(this, task, retries);
    }

    /// Has a task done in a child; see [Call#call()].
    @SuppressWarnings("NullAway") // the task says what it returns, which may be null
    public <T> T call(ProcessTask<T> task, int retries) throws Exception {
        return prepare(task, retries).call();
    }

    String name() {
        return settings.name();
    }

    Worker lease(Call<?> call) throws InterruptedException {
        while (true) {
            call.checkAlive();
            Worker worker;
            long delayNanos = 0;
            lock.lock();
            try {
                checkUsable();
                worker = idle.pollFirst();
                if (worker == null) {
                    delayNanos = losses.delayNanos(System.nanoTime());
                    if (delayNanos <= 0) {
                        starting++;
                        break;
                    }
                    waiting.add(Threads.current());
                }
            } finally {
                lock.unlock();
            }
            if (worker != null) {
                if (call.take(worker)) return worker;
                giveBack(worker, true);
                continue;
            }
            try {
                call.checkAlive(); // a kill that came before this thread waited has woken nobody
                LockSupport.parkNanos(this, delayNanos);
            } finally {
                forget(Threads.current());
            }
            if (Thread.interrupted()) throw call.interrupted();
        }
        return start(call);
    }

    private Worker start(Call<?> call) throws InterruptedException {
        try {
            long number;
            lock.lock();
            try {
                number = ++started;
            } finally {
                lock.unlock();
            }
            return new Launch(settings, admission, settings.name() + "-" + number)
                    .start(worker -> known(worker, call), this::exited);
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

    private void known(Worker worker, Call<?> call) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            if (!worker.exited) all.add(worker);
        } finally {
            lock.unlock();
        }
        if (!call.take(worker) || late) worker.kill();
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

    /// @param spared whether nobody has killed it
    void giveBack(Worker worker, boolean spared) {
        boolean sound = spared && worker.isSound();
        boolean worn = sound && worker.isWorn(settings);
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

    private static @Nullable Thread end(Worker worker) {
        try {
            return Thread.ofPlatform().daemon().name(worker.name() + "-end").start(() -> worker.end(GRACE));
        } catch (OutOfMemoryError noThread) {
            worker.end(Duration.ZERO);
            return null;
        }
    }

    /// Counts a loss.
    void lost(WorkerLostException loss) {
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
        try {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, this::sweepOnItsOwn).execute(this::sweep);
        } catch (OutOfMemoryError noThread) {
            sweepsNot();
        }
    }

    private void sweepOnItsOwn(Runnable look) {
        try {
            Thread.ofPlatform().daemon().name(settings.name() + "-idle").start(look);
        } catch (OutOfMemoryError noThread) {
            sweepsNot();
        }
    }

    /// The next child that becomes idle has it planned again.
    private void sweepsNot() {
        lock.lock();
        sweeping = false;
        lock.unlock();
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
    /// fail with a `RejectedExecutionException`. Children that the system doesn't end in time are named in a warning.
    public void close() {
        List<String> left = close(CLOSING);
        if (!left.isEmpty())
            LOGGER.warn("workers must be gone within {} when their pool is closed: pool={}, left={}", CLOSING,
                    settings.name(), left);
    }

    /// Closes, and gives the names of those that are left at the limit, `(starting)` for one that has none so far.
    List<String> close(Duration limit) {
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
        for (Worker worker : left) {
            Thread end = end(worker);
            if (end != null) ends.add(end);
        }
        boolean interrupted = false;
        for (long end = System.nanoTime() + limit.toNanos(); System.nanoTime() < end && !isEmpty(ends);) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(20));
            forget(Threads.current());
            interrupted |= Thread.interrupted();
        }
        if (interrupted) Threads.current().interrupt();
        return left();
    }

    private List<String> left() {
        lock.lock();
        try {
            List<String> names = new ArrayList<>();
            for (Worker worker : all) names.add(worker.name());
            if (names.isEmpty() && starting > 0) names.add("(starting)");
            return names;
        } finally {
            lock.unlock();
        }
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

    void wakeAll() {
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

    void checkOpen() {
        lock.lock();
        try {
            if (closed) throw notOpen();
        } finally {
            lock.unlock();
        }
    }

    private void checkUsable() {
        if (closed) throw notOpen();
        WorkerLostException last = losses.last();
        if (last != null)
            throw new RejectedExecutionException(
                    "process pool has given up, workers lost must be <= " + settings.losses()
                            + " within " + settings.lossPeriod() + ": pool=" + settings.name(),
                    last);
    }

    private RejectedExecutionException notOpen() {
        return new RejectedExecutionException("process pool must be open: pool=" + settings.name());
    }
}
