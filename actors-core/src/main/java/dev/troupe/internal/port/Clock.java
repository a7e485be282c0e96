package dev.troupe.internal.port;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// Time as the kernel sees it. Everything that waits goes through here, so that a test can own it.
public interface Clock extends InstantSource {
    /// Monotonic nanoseconds from an arbitrary origin; compare by difference only.
    long nanoTime();

    /// Parks the calling thread for at most `nanos` nanoseconds, or until it is unparked. May return early.
    void park(long nanos);

    /// The machine's own clock.
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }
    };
}
