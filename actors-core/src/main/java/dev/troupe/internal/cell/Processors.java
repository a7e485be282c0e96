package dev.troupe.internal.cell;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The system's pool for work that computes: as many threads as processors, started on first need. Any thread may call it.
final class Processors {
    private @Nullable ExecutorService pool;
    private boolean closed;

    synchronized ExecutorService pool() {
        if (closed) throw new IllegalStateException("work can't be offloaded in a system that is closed");
        ExecutorService made = pool;
        if (made == null)
            pool = made = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().daemon().name("troupe-offload-", 1).factory());
        return made;
    }

    synchronized void close() {
        closed = true;
        if (pool != null) pool.shutdownNow();
    }
}
