package dev.troupe.internal.cell;

import dev.troupe.AskException;
import dev.troupe.Scheduler;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.spi.SystemClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// A question from outside, as [Questions] asks it, in a system in which nobody has a turn.
final class AskScene {
    private static final Home HOME = new Home(null, "stress", new DequeScheduler<>(SystemClock.REAL, null),
            Scheduler.deque(),
            new Reports("stress"), SystemClock.REAL, null, (result, nanos, interruptible) -> {}, error -> {
                throw error;
            });

    final CompletableFuture<Object> answer = new CompletableFuture<>();
    final AtomicInteger told = new AtomicInteger();
    final Reply<Object> reply = new Reply<>(HOME, "asker", "target", null, false, this::tell);

    boolean tell(Object value, AskException failure) {
        told.incrementAndGet();
        return failure == null ? answer.complete(value) : answer.completeExceptionally(failure);
    }
}
