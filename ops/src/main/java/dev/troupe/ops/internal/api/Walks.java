package dev.troupe.ops.internal.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How many views of all actors are made at once. Each takes time of a processor, and room in the heap of the program that is looked
/// at, for as long as it is made; who asks while there are enough waits a little, and is refused then.
final class Walks {
    private final int most;
    private final long waitNanos;
    private final Semaphore places;

    Walks(int most, Duration wait) {
        this.most = most;
        this.waitNanos = wait.toNanos();
        this.places = new Semaphore(most, true);
    }

    /// What is made, once there is a place.
    ///
    /// @throws RefusedException if there is none for long, or the request's time is over
    <T> T within(Supplier<T> made) {
        try {
            if (!places.tryAcquire(waitNanos, TimeUnit.NANOSECONDS)) throw refused();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw refused();
        }
        try {
            return made.get();
        } finally {
            places.release();
        }
    }

    private RefusedException refused() {
        return new RefusedException(503, "views of all actors at once must be at most " + most + ": try again");
    }
}
