package dev.troupe;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// How long an actor that has crashed waits before it starts again. Immutable. By the system's clock; what is sent to the
/// actor meanwhile is kept.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="backOff"}
public final class BackOff {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);
    private static final BackOff NONE = new BackOff(Duration.ZERO, Duration.ZERO, 0);

    private final Duration first;
    private final Duration cap;
    private final double jitter;

    private BackOff(Duration first, Duration cap, double jitter) {
        this.first = first;
        this.cap = cap;
        this.jitter = jitter;
    }

    /// It starts again at once.
    ///
    /// @return no delay
    public static BackOff none() {
        return NONE;
    }

    /// The same delay each time.
    ///
    /// @param delay the delay
    /// @return the back-off
    /// @throws IllegalArgumentException if the delay is not positive
    public static BackOff fixed(Duration delay) {
        checkPositive("back-off delay", delay);
        return new BackOff(delay, delay, 0);
    }

    /// A delay that doubles with each restart, until the actor has run for a whole period of its policy or supervisor.
    ///
    /// @param first the first delay
    /// @param cap the longest delay
    /// @return the back-off
    /// @throws IllegalArgumentException if the first is not positive, or the cap is shorter
    public static BackOff exponential(Duration first, Duration cap) {
        checkPositive("first back-off delay", first);
        Objects.requireNonNull(cap, "back-off cap must not be null: cap=null");
        if (cap.compareTo(first) < 0)
            throw new IllegalArgumentException(
                    "back-off cap must not be shorter than the first delay: first=" + first + ", cap=" + cap);
        return new BackOff(first, cap, 0);
    }

    /// Spreads the delays, so that many that crash together don't start together.
    ///
    /// @param share the greatest part of a delay that is added or taken away at random, 0 to 1
    /// @return a new back-off; the cap holds with the jitter, too, so from a delay that is as long as the cap, or fixed, a
    ///         part is only taken away
    /// @throws IllegalArgumentException if it is not between 0 and 1
    public BackOff jitter(double share) {
        if (!(share >= 0 && share <= 1))
            throw new IllegalArgumentException("jitter must be between 0 and 1: jitter=" + share);
        return new BackOff(first, cap, share);
    }

    /// The delay before a restart.
    ///
    /// @param restart which one, from 1
    /// @param random where the jitter comes from
    /// @return the delay
    public Duration delay(int restart, RandomGenerator random) {
        if (first.isZero()) return Duration.ZERO;
        int doublings = Math.max(0, restart - 1);
        double nanos = Math.min(nanos(cap), nanos(first) * Math.pow(2, Math.min(doublings, 1_000)));
        if (jitter == 0) return Duration.ofNanos((long) nanos);
        // drawn below the cap: cut off there, half of those who have reached it would start together
        double least = nanos * (1 - jitter);
        double most = Math.min(nanos(cap), nanos * (1 + jitter));
        return Duration.ofNanos((long) (least + (most - least) * random.nextDouble()));
    }

    private static double nanos(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
    }

    private static void checkPositive(String what, Duration time) {
        Objects.requireNonNull(time, what + " must not be null: delay=null");
        if (!time.isPositive()) throw new IllegalArgumentException(what + " must be > 0: delay=" + time);
    }

    @Override
    public String toString() {
        return first.isZero() ? "none" : first.equals(cap) ? "fixed " + first : "exponential " + first + " to " + cap;
    }
}
