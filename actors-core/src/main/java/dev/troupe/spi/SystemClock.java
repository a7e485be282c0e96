package dev.troupe.spi;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// Time as a system sees it. Everything that waits goes through here, so that a test can own it. Any thread may call it.
///
/// {@snippet file="dev/troupe/SimulationSnippetsTest.java" region="clock"}
public interface SystemClock extends InstantSource {
    /// The machine's own clock.
    SystemClock REAL = new SystemClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public boolean movesByItself() {
            return true;
        }

        @Override
        public void park(long deadlineNanos, long realNanos) {
            LockSupport.parkNanos(this, Math.min(deadlineNanos - System.nanoTime(), realNanos));
        }
    };

    /// Monotonic nanoseconds from an arbitrary origin; compare by difference only.
    ///
    /// @return the point in time
    long nanoTime();

    /// Whether time goes on while nobody does anything. If not, a drive ends when only timers are left.
    ///
    /// @return whether it does
    boolean movesByItself();

    /// Parks the calling thread until this clock has reached a point in time, so much real time is over, or it is unparked.
    /// May return early.
    ///
    /// @param deadlineNanos the point in time on this clock
    /// @param realNanos nanoseconds of real time
    void park(long deadlineNanos, long realNanos);
}
