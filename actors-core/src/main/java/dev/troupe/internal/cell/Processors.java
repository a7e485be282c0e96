package dev.troupe.internal.cell;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/// The system's pool for work that computes: as many threads as processors, started on first need. Work that is cancelled
/// leaves the queue at once: that is why the pool is one that could delay work, too. Any thread may call it.
final class Processors {
    private @Nullable ExecutorService pool;
    private boolean closed;

    synchronized ExecutorService pool() {
        if (closed) throw new IllegalStateException("work can't be offloaded in a system that is closed");
        ExecutorService made = pool;
        if (made == null) {
            ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().daemon().name("troupe-offload-", 1).factory());
            threads.setRemoveOnCancelPolicy(true);
            pool = made = threads;
        }
        return made;
    }

    synchronized void close() {
        closed = true;
        if (pool != null) pool.shutdownNow();
    }
}
