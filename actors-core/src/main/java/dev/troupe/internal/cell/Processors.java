package dev.troupe.internal.cell;

import dev.troupe.internal.offload.Crew;
import dev.troupe.internal.offload.Terms;
import dev.troupe.internal.offload.Threads;
import dev.troupe.internal.port.SpinLock;
import dev.troupe.offload.ThreadPool;
import org.jspecify.annotations.Nullable;

/// The system's pool for work that computes: as many threads as processors, made on first need. Any thread may call it.
final class Processors {
    private final String system;
    private final SpinLock lock = new SpinLock();
    private @Nullable Crew crew; // guarded by lock
    private boolean closed; // guarded by lock

    Processors(String system) {
        this.system = system;
    }

    /// The pool; after the close, one that refuses.
    ThreadPool pool() {
        lock.lock();
        try {
            Crew made = crew;
            if (made == null) {
                crew = made = new Crew("troupe-offload", "troupe-offload", Runtime.getRuntime().availableProcessors(),
                        Integer.MAX_VALUE,
                        system);
                if (closed) made.close();
            }
            return new Threads(made, Terms.NONE);
        } finally {
            lock.unlock();
        }
    }

    /// Work that waits fails, and what runs is interrupted.
    void close() {
        Crew made;
        lock.lock();
        try {
            closed = true;
            made = crew;
        } finally {
            lock.unlock();
        }
        if (made != null) made.close();
    }
}
