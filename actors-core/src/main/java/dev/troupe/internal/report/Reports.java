package dev.troupe.internal.report;

import dev.troupe.internal.log.Log;
import dev.troupe.ActorRef;
import dev.troupe.DeadLetter;
import dev.troupe.Failure;
import dev.troupe.LifecycleListener;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One system's events for people: dead letters, failures, actors that come and go. Any thread may call it.
///
/// Dead letters can come by the million, so the log gets the first few each and then one record whenever their number has
/// doubled; the class is named, the message isn't, for it may hold what must not be logged.
public final class Reports {
    private static final int LOGGED_SINGLY = 10;

    /// Listeners for dead letters.
    public final Listeners<Consumer<? super DeadLetter>> deadLetters = new Listeners<>();
    /// Listeners for failures.
    public final Listeners<Consumer<? super Failure>> failures = new Listeners<>();
    /// Listeners for actors that come and go.
    public final Listeners<LifecycleListener> lifecycle = new Listeners<>();

    private final String system;
    private final AtomicLong dead = new AtomicLong();

    /// For the system of that name.
    public Reports(String system) {
        this.system = system;
    }

    /// A message nobody will process.
    public void deadLetter(String recipient, Object message, DeadLetter.Reason reason) {
        long count = dead.incrementAndGet();
        if (!deadLetters.isEmpty()) {
            DeadLetter letter = new DeadLetter(recipient, message, reason);
            deadLetters.tell(listener -> listener.accept(letter));
            return;
        }
        if (count <= LOGGED_SINGLY)
            Log.logger().warn("dead letter: system={}, to={}, class={}, reason={}", system, recipient,
                    message.getClass().getName(), reason);
        else
            if ((count & count - 1) == 0)
                Log.logger().warn("dead letters: system={}, so far={}, last to={}, reason={}", system, count, recipient,
                        reason);
    }

    /// A crash.
    public void failure(Failure failure) {
        Class<?> message = failure.message();
        if (!heard(failure))
            Log.logger().error("actor failed: system={}, actor={}, message={}", system, failure.actor(),
                    message == null ? "none" : message.getName(), failure.cause());
    }

    /// A context used where it doesn't belong. The actor goes on.
    public void misuse(Failure failure) {
        if (!heard(failure))
            Log.logger().error("context misused: system={}, actor={}", system, failure.actor(), failure.cause());
    }

    private boolean heard(Failure failure) {
        if (failures.isEmpty()) return false;
        failures.tell(listener -> listener.accept(failure));
        return true;
    }

    /// An actor has its name.
    public void spawned(ActorRef<?> actor) {
        if (!lifecycle.isEmpty()) lifecycle.tell(listener -> listener.spawned(actor));
    }

    /// An actor has ended.
    public void stopped(ActorRef<?> actor) {
        if (!lifecycle.isEmpty()) lifecycle.tell(listener -> listener.stopped(actor));
    }
}
