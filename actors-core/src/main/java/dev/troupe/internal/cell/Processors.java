package dev.troupe.internal.cell;

import dev.troupe.internal.offload.Crew;
import dev.troupe.internal.offload.Terms;
import dev.troupe.internal.offload.Threads;
import dev.troupe.offload.ThreadPool;
import dev.troupe.offload.WorkListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The system's pool for work that computes: as many threads as processors, made on first need. Any thread may call it; it takes
/// no lock.
final class Processors {
    private static final String NAME = "troupe-offload";

    private final String system;
    private final WorkListener listener;
    private final AtomicReference<@Nullable Crew> crew = new AtomicReference<>();
    private volatile boolean closed;

    /// @param listener told of each piece of work
    Processors(String system, WorkListener listener) {
        this.system = system;
        this.listener = listener;
    }

    /// The pool; after the close, one that refuses.
    ThreadPool pool() {
        Crew made = crew.get();
        if (made == null) {
            Crew mine = new Crew(NAME, NAME, 0, Runtime.getRuntime().availableProcessors(), Integer.MAX_VALUE, system);
            mine.listen(listener);
            made = crew.compareAndSet(null, mine) ? mine : crew.get();
            if (made == null) throw new IllegalStateException("a pool that was made is gone: system=" + system);
            if (closed) made.close();
        }
        return new Threads(made, Terms.NONE);
    }

    /// The pool, if there is one yet.
    Optional<ThreadPool> ifUsed() {
        return Optional.ofNullable(crew.get()).map(made -> new Threads(made, Terms.NONE));
    }

    /// Work that waits fails, and what runs is interrupted.
    void close() {
        closed = true;
        Crew made = crew.get();
        if (made != null) made.close();
    }
}
