package dev.troupe.internal.cell;

import dev.troupe.ActorRef;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks from outside the actors: the answer completes a future, and the limit is kept by the scheduler's timers.
public final class Questions {
    private Questions() {}

    /// Asks, from any thread.
    ///
    /// @param asker who, in words
    /// @param target the actor asked, or null if nobody has the name
    public static <R> CompletableFuture<R> ask(Home home, String asker, String name, @Nullable Cell<?> target,
            Function<? super ActorRef<R>, ?> make, Duration limit) {
        Objects.requireNonNull(make, "what makes the message must not be null: make=null");
        long nanos = Durations.nanos("ask limit", limit);
        CompletableFuture<R> answer = new CompletableFuture<>();
        Limit timer = new Limit(home);
        Reply<R> reply = new Reply<>(home, asker, name, target, false, (value, failure) -> failure == null
                ? answer.complete(value)
                : answer.completeExceptionally(failure));
        Object question = reply.question(make);
        timer.set(nanos, () -> {
            answer.completeExceptionally(reply.expire());
        });
        // also if who asked cancels it: nothing is kept until the limit
        var _ = answer.whenComplete((value, failure) -> {
            timer.cancel();
            reply.abandon();
        });
        try {
            reply.ask(question);
        } catch (Throwable t) {
            answer.cancel(false);
            throw t;
        }
        return answer;
    }

    /// A timer that any thread may set and cancel: on the deque, both are turns of its.
    private static final class Limit {
        private final Home home;
        private @Nullable Timer<Chain> timer;
        private boolean cancelled;

        Limit(Home home) {
            this.home = home;
        }

        void set(long nanos, Runnable over) {
            long deadline = home.clock.nanoTime() + nanos;
            if (!home.isOnDeque()) timer = home.lanes.at(deadline, over);
            else home.inTurn(() -> {
                if (!cancelled) timer = home.scheduler.putAt(deadline, ignored -> {
                    over.run();
                    return null;
                }, Control.NEXT);
            });
        }

        void cancel() {
            if (!home.isOnDeque()) {
                if (timer != null) home.lanes.cancel(timer);
            } else home.inTurn(() -> {
                cancelled = true;
                if (timer != null) home.scheduler.cancel(timer);
            });
        }
    }
}
