package dev.troupe.internal.report;

import dev.troupe.internal.log.Log;
import dev.troupe.Subscription;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Listeners of one kind. Any thread may add, remove and call; a listener that throws doesn't keep the others from being
/// called.
///
/// @param <L> the listener's type
public final class Listeners<L> {
    private final CopyOnWriteArrayList<Place<L>> places = new CopyOnWriteArrayList<>();

    /// Adds a listener; the same one may be added again.
    public Subscription add(L listener) {
        Place<L> place = new Place<>(Objects.requireNonNull(listener, "listener must not be null: listener=null"));
        places.add(place);
        return () -> places.remove(place);
    }

    /// Whether there is no listener.
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /// Calls each listener; what one throws is logged.
    public void tell(Consumer<? super L> call) {
        for (Place<L> place : places) {
            try {
                call.accept(place.listener);
            } catch (Throwable t) {
                failed(place.listener, t);
            }
        }
    }

    /// Calls each listener, for what is told so often that no object may be made for it: what is told goes through as it is.
    public void tell(String what, String of, long nanos, Telling<? super L> call) {
        for (Place<L> place : places) {
            try {
                call.tell(place.listener, what, of, nanos);
            } catch (Throwable t) {
                failed(place.listener, t);
            }
        }
    }

    private static void failed(Object listener, Throwable t) {
        Log.logger().error("a listener failed: listener={}", listener.getClass().getName(), t);
    }

    /// How a time is told; captures nothing.
    public interface Telling<L> {
        /// Tells one listener.
        void tell(L listener, String what, String of, long nanos);
    }

    /// One addition; compared by identity, so that a listener added twice is removed once.
    private static final class Place<L> {
        final L listener;

        Place(L listener) {
            this.listener = listener;
        }
    }
}
