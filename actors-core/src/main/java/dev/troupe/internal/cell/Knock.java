package dev.troupe.internal.cell;

import dev.troupe.SendResult;
import dev.troupe.internal.mailbox.Wrapped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A thread outside the actors that waits for room in a mailbox.
///
/// The message belongs to whoever claims it first: the thread, when its time is over, or the actor's turn that lets it in.
/// The result is told after the message is in, so what the thread sends next comes behind it.
final class Knock extends Signal implements Wrapped {
    final Object slot;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<SendResult> result = new CompletableFuture<>();

    Knock(Object slot) {
        this.slot = slot;
    }

    @Override
    public Object message() {
        return Wrapped.unwrap(slot);
    }

    /// Takes the right to decide what becomes of the message. From any thread.
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /// Tells what became of the message. Only for who has claimed it.
    void tell(SendResult outcome) {
        result.complete(outcome);
    }

    /// Waits for the outcome; called by the thread outside. An interrupt ends the wait and stays set.
    ///
    /// @return null if the time is over, and what is sent is the thread's again
    @Nullable SendResult await(Driving driving, long nanos) {
        driving.until(result, nanos, true);
        return !result.isDone() && claim() ? null : result.join();
    }
}
