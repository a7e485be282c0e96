package dev.troupe.internal.cell;

import dev.troupe.SendResult;
import dev.troupe.internal.mailbox.Wrapped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A thread outside the actors that waits for room in a mailbox, or a coroutine on another lane; or a question whose asker
/// waits for the answer anyway.
///
/// The message belongs to whoever claims it first: the sender, when its time is over, or the actor's turn that lets it in.
/// The result is told after the message is in, so what the thread sends next comes behind it.
final class Knock extends Signal implements Wrapped {
    final Object slot;
    /// The coroutine's wait, if it is one's.
    final @Nullable Across across;
    private volatile boolean stands;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<SendResult> result = new CompletableFuture<>();

    Knock(Object slot) {
        this(slot, null);
    }

    Knock(Object slot, @Nullable Across across) {
        this.slot = slot;
        this.across = across;
    }

    /// There was no room, so it waits.
    void stands() {
        stands = true;
    }

    /// Whether it was found to have no room. From any thread.
    boolean isStanding() {
        return stands;
    }

    /// Tells that it must not wait. Only for who has claimed it.
    void fail(Throwable why) {
        result.completeExceptionally(why);
    }

    @Override
    public Object message() {
        return Wrapped.unwrap(slot);
    }

    /// The question, if the message is one.
    @Nullable Reply<?> reply() {
        return Enveloped.replyOf(slot);
    }

    /// Takes the right to decide what becomes of the message. From any thread.
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /// Tells what became of the message. Only for who has claimed it.
    void tell(SendResult outcome) {
        result.complete(outcome);
    }

    /// What becomes of the message.
    CompletableFuture<SendResult> result() {
        return result;
    }

    /// Waits for the outcome; called by the thread outside. An interrupt ends the wait and stays set.
    ///
    /// @return null if the time is over, and what is sent is the thread's again
    @Nullable SendResult await(Driving driving, long nanos) {
        driving.until(result, nanos, true);
        return !result.isDone() && claim() ? null : result.join();
    }
}
