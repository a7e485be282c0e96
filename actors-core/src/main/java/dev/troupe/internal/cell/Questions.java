package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks from outside the actors: the answer completes a future, and the limit is kept by the scheduler's timers.
public final class Questions {
    private Questions() {}

    /// Asks, from any thread.
    ///
    /// @param target the actor asked, or null if nobody has the name
    public static <R> CompletionStage<R> ask(Home home, String name, @Nullable Cell<?> target,
            Function<? super ActorRef<R>, ?> make, Duration limit) {
        Objects.requireNonNull(make, "what makes the message must not be null: make=null");
        long nanos = Durations.nanos("ask limit", limit);
        CompletableFuture<R> answer = new CompletableFuture<>();
        Limit timer = new Limit(home);
        Reply<R> reply = new Reply<>(home, "an outside thread", name, target, (value, failure) -> {
            timer.cancel();
            return failure == null ? answer.complete(value) : answer.completeExceptionally(failure);
        });
        Object question = Objects.requireNonNull(make.apply(reply),
                "message must not be null: message=null, actor=" + name);
        timer.set(nanos, () -> {
            answer.completeExceptionally(reply.expire());
        });
        try {
            reply.ask(question);
        } catch (Throwable t) {
            timer.cancel();
            reply.expire();
            throw t;
        }
        return answer;
    }

    /// A timer that any thread may set and cancel: both are turns of the scheduler.
    private static final class Limit {
        private final Home home;
        private @Nullable Timer<Chain> timer;
        private boolean cancelled;

        Limit(Home home) {
            this.home = home;
        }

        void set(long nanos, Runnable over) {
            long deadline = home.clock.nanoTime() + nanos;
            home.inTurn(() -> {
                if (!cancelled) timer = home.scheduler.putAt(deadline, ignored -> {
                    home.current = null;
                    over.run();
                    return null;
                }, Control.DRAIN);
            });
        }

        void cancel() {
            home.inTurn(() -> {
                cancelled = true;
                if (timer != null) home.scheduler.cancel(timer);
            });
        }
    }
}
