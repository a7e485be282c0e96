package dev.troupe.internal.offload;

import dev.troupe.internal.log.Log;
import dev.troupe.offload.WorkEnd;
import dev.troupe.offload.WorkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// Who is told of the work of a pool. Any thread may call it; it takes no lock.
final class Listeners {
    private final AtomicReference<List<WorkListener>> all = new AtomicReference<>(List.of());

    void add(WorkListener listener) {
        Objects.requireNonNull(listener, "listener must not be null: listener=null");
        all.updateAndGet(now -> {
            List<WorkListener> more = new ArrayList<>(now);
            more.add(listener);
            return List.copyOf(more);
        });
    }

    void remove(WorkListener listener) {
        all.updateAndGet(now -> {
            List<WorkListener> fewer = new ArrayList<>(now);
            fewer.remove(listener);
            return List.copyOf(fewer);
        });
    }

    /// Whatever a listener throws is logged: the thread that tells has more to do.
    void tell(WorkEnd end) {
        for (WorkListener listener : all.get()) {
            try {
                listener.ended(end);
            } catch (Throwable thrown) {
                Log.logger().error("a listener of a pool has thrown: pool={}", end.pool(), thrown);
            }
        }
    }
}
