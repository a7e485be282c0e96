package dev.troupe;

import java.time.Duration;
import java.util.Objects;

/// How long an actor that is told to stop has to end before it is killed. By the system's clock.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="shutdown"}
public final class Shutdown {
    private static final Shutdown BRUTAL = new Shutdown(Duration.ZERO);
    private static final Shutdown INFINITE = new Shutdown(Duration.ofSeconds(Long.MAX_VALUE));
    private static final Shutdown DEFAULT = new Shutdown(Duration.ofSeconds(5));

    private final Duration limit;

    private Shutdown(Duration limit) {
        this.limit = limit;
    }

    /// It is killed at once: nothing it does in unwinding may wait, and clean-up hooks don't run.
    ///
    /// @return no time at all
    public static Shutdown brutal() {
        return BRUTAL;
    }

    /// It has that long.
    ///
    /// @param limit the time; zero is brutal
    /// @return the shutdown
    /// @throws IllegalArgumentException if the limit is negative
    public static Shutdown within(Duration limit) {
        Objects.requireNonNull(limit, "shutdown limit must not be null: limit=null");
        if (limit.isNegative())
            throw new IllegalArgumentException("shutdown limit must not be negative: limit=" + limit);
        return limit.isZero() ? BRUTAL : new Shutdown(limit);
    }

    /// It has as long as it wants. For supervisors, whose children have limits of their own.
    ///
    /// @return no limit
    public static Shutdown infinite() {
        return INFINITE;
    }

    /// What is used where nothing is said: five seconds.
    ///
    /// @return the default
    public static Shutdown byDefault() {
        return DEFAULT;
    }

    /// The limit.
    ///
    /// @return the limit; zero if brutal, many ages if infinite
    public Duration limit() {
        return limit;
    }

    /// Whether there is no time at all.
    ///
    /// @return whether it is brutal
    public boolean isBrutal() {
        return limit.isZero();
    }

    /// Whether there is no limit.
    ///
    /// @return whether it is infinite
    public boolean isInfinite() {
        return this == INFINITE;
    }

    @Override
    public String toString() {
        return isBrutal() ? "brutal" : isInfinite() ? "infinite" : "within " + limit;
    }
}
