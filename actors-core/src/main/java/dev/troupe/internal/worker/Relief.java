package dev.troupe.internal.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Spare threads for a pool whose workers all block within their turns while others are ready: what they wait for may be
/// among those. So it is with a lock that handlers and bodies share on the engine `virtual`: a body that waits for it has left
/// its worker, stands first in the lock's queue, and needs a worker to go on, while handlers that stand behind it keep all of
/// them.
///
/// While no worker is idle, a look every 20 ms shows whether all of them block. If so and something is ready, a spare joins;
/// it takes whatever is ready as long as that is so, and goes some time afterwards. Blocked threads use no processor: no more
/// turns compute at the same time than the pool has workers, but for the moment in which a blocked one goes on.
final class Relief<C> {
    private static final int LOOK_MILLIS = 20;
    private static final int MOST = 256;
    private static final Executor LATER = CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS,
            Runnable::run);

    private final Pool<C> pool;
    private final String name;
    private final Consumer<String> firstJoins;
    private final AtomicBoolean looking = new AtomicBoolean(); // any thread
    private final Queue<Spare<C>> spares = new ConcurrentLinkedQueue<>(); // any thread
    private int joined; // who looks

    Relief(Pool<C> pool, String name, Consumer<String> firstJoins) {
        this.pool = pool;
        this.name = name;
        this.firstJoins = firstJoins;
    }

    /// No worker is idle any more. Any thread may call it.
    void begin() {
        if (!looking.get() && looking.compareAndSet(false, true)) LATER.execute(this::look);
    }

    private void look() {
        try {
            if (pool.isStuck() && spares.size() < MOST && spares.stream().allMatch(Worker::isBlocked)
                    && pool.hasQueued())
                join();
        } finally {
            looking.set(false);
            if (!pool.hasIdle() && !pool.isClosed()) begin();
        }
    }

    private void join() {
        Spare<C> spare = new Spare<>(pool, name + "-spare-" + ++joined, this);
        if (joined == 1) firstJoins.accept(name);
        spares.add(spare);
        try {
            spare.start();
        } catch (Throwable noThread) {
            spares.remove(spare);
            pool.failures.accept(noThread);
        }
    }

    void left(Spare<C> spare) {
        spares.remove(spare);
    }

    List<Worker<C>> spares() {
        return new ArrayList<>(spares);
    }
}
