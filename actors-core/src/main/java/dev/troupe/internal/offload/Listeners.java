package dev.troupe.internal.offload;

import dev.troupe.internal.log.Log;
import dev.troupe.offload.WorkEnd;
import dev.troupe.offload.WorkListener;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who is told of the work of a pool. Any thread may call it.
final class Listeners {
    private final List<WorkListener> all = new CopyOnWriteArrayList<>();

    void add(WorkListener listener) {
        all.add(Objects.requireNonNull(listener, "listener must not be null: listener=null"));
    }

    void remove(WorkListener listener) {
        all.remove(listener);
    }

    void tell(WorkEnd end) {
        for (WorkListener listener : all) {
            try {
                listener.ended(end);
            } catch (RuntimeException e) {
                Log.logger().error("a listener of a pool has thrown: pool={}", end.pool(), e);
            }
        }
    }
}
