package dev.troupe.internal.worker;

import dev.troupe.internal.port.SpinLock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Spare threads for a pool whose workers all block within their turns while others are ready: what they wait for may be
/// among those. So it is with a lock that handlers and bodies share on the engine `virtual`: a body that waits for it has left
/// its worker, stands first in the lock's queue, and needs a worker to go on, while handlers that stand behind it keep all of
/// them.
///
/// While no worker is idle, a daemon thread looks every 20 ms. If all workers wait, for a lock or parked, and have got no
/// further since the look before, and something is ready, a spare joins; it takes whatever is ready as long as all workers wait,
/// and goes some time afterwards. The pool has so many more threads for a while, at most 256, and those that have come out of
/// their waits compute beside the workers.
///
/// *What it can't tell.* A thread that waits in native code, for a socket perhaps, looks like one that computes. A worker that
/// steps a generator on the engine `baton` waits while that computes, so after 20 ms it looks like one that is blocked.
final class Relief<C> {
    private static final long LOOK_NANOS = 20_000_000;
    private static final int MOST = 256;

    private final Pool<C> pool;
    private final String name;
    private final Consumer<String> firstJoins;
    private final AtomicBoolean looking = new AtomicBoolean(); // any thread
    private final Queue<Spare<C>> spares = new ConcurrentLinkedQueue<>(); // any thread
    private final SpinLock lock = new SpinLock();
    private long turnsOfGone; // guarded by lock
    private long roundsOfGone; // guarded by lock
    private volatile @Nullable Thread looker; // who has begun to look first
    private boolean wasStuck; // the looker
    private long roundsBefore; // the looker
    private int joined; // the looker
    private boolean failed; // the looker

    /// @param name of the pool
    /// @param firstJoins told that name when a spare joins for the first time
    Relief(Pool<C> pool, String name, Consumer<String> firstJoins) {
        this.pool = pool;
        this.name = name;
        this.firstJoins = firstJoins;
    }

    // ---- any thread

    /// No worker is idle any more.
    void begin() {
        if (looking.get() || !looking.compareAndSet(false, true)) return;
        Thread asleep = looker;
        if (asleep != null) LockSupport.unpark(asleep);
        else start();
    }

    private void start() {
        try {
            Thread thread = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name(name + "-relief")
                    .unstarted(this::run);
            looker = thread; // first: it may rest, and be relied on, at once
            thread.start();
        } catch (Throwable noThread) {
            looker = null;
            looking.set(false);
            pool.failures.accept(noThread);
        }
    }

    void close() {
        LockSupport.unpark(looker);
    }

    void left(Spare<C> spare) {
        lock.lock();
        try {
            if (!spares.remove(spare)) return;
            turnsOfGone += spare.turnCount();
            roundsOfGone += spare.rounds();
        } finally {
            lock.unlock();
        }
    }

    /// The pool's own workers and the spares, without one that leaves being missed or counted twice.
    CrewFacts facts(List<Worker<C>> own) {
        lock.lock();
        try {
            return new CrewFacts(Stream.concat(own.stream(), spares.stream()).map(Worker::facts).toList(), turnsOfGone,
                    roundsOfGone);
        } finally {
            lock.unlock();
        }
    }

    List<Worker<C>> spares() {
        return List.copyOf(spares);
    }

    // ---- the looker

    private void run() {
        while (!pool.isClosed()) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            look();
            if (!pool.hasIdle()) continue;
            looking.set(false);
            // who made the last idle one busy just before relied on this thread
            if (!pool.hasIdle() && looking.compareAndSet(false, true)) continue;
            while (!looking.get() && !pool.isClosed()) LockSupport.park(this);
        }
    }

    private void look() {
        boolean stuck = pool.isStuck() && spares.stream().allMatch(Worker::isBlocked);
        long rounds = pool.rounds() + spares.stream().mapToLong(Worker::rounds).sum();
        if (stuck && wasStuck && rounds == roundsBefore && spares.size() < MOST && pool.hasQueued()) join();
        wasStuck = stuck;
        roundsBefore = rounds;
    }

    private void join() {
        if (joined++ == 0) firstJoins.accept(name);
        Spare<C> spare = new Spare<>(pool, name + "-spare-" + joined, this);
        spares.add(spare);
        try {
            spare.start();
            failed = false;
        } catch (Throwable noThread) {
            spares.remove(spare);
            if (!failed) pool.failures.accept(noThread);
            failed = true;
        }
    }
}
