package dev.troupe.internal.process;

import dev.troupe.offload.WorkerLostException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// How many children were lost, and what follows from it: a pause before the next replacement, and in the end none.
/// Guarded by the lock of [Processes].
final class Losses {
    private final Settings settings;
    private final ArrayDeque<Long> times = new ArrayDeque<>();
    private long total;
    private int inARow;
    private long lastNanos;
    private @Nullable WorkerLostException tooMany;

    Losses(Settings settings) {
        this.settings = settings;
    }

    /// Counts one.
    ///
    /// @return whether that is too many
    boolean add(WorkerLostException loss, long nowNanos) {
        total++;
        inARow++;
        lastNanos = nowNanos;
        long periodNanos = nanos(settings.lossPeriod());
        while (!times.isEmpty() && nowNanos - times.getFirst() > periodNanos) times.removeFirst();
        times.addLast(nowNanos);
        if (tooMany == null && times.size() > settings.losses()) tooMany = loss;
        return tooMany != null;
    }

    /// A task was done, so children can live.
    ///
    /// @return whether that changes anything
    boolean reset() {
        boolean changed = inARow > 0;
        inARow = 0;
        return changed;
    }

    /// How long the next child must wait. The first that replaces another doesn't.
    long delayNanos(long nowNanos) {
        if (inARow < 2) return 0;
        int doublings = Math.min(inARow - 2, 62);
        long first = nanos(settings.backOffFirst());
        long cap = nanos(settings.backOffCap());
        return (first > cap >> doublings ? cap : first << doublings) - (nowNanos - lastNanos);
    }

    /// The loss with which the pool gave up; null if it hasn't.
    @Nullable WorkerLostException last() {
        return tooMany;
    }

    long total() {
        return total;
    }

    static long nanos(Duration time) {
        return time.compareTo(Duration.ofNanos(Long.MAX_VALUE / 4)) > 0 ? Long.MAX_VALUE / 4 : time.toNanos();
    }
}
