package dev.troupe.coroutine;

import org.jspecify.annotations.Nullable;

/// A generator was asked for a value and has none: it has ended. Carries no stack trace, for it is no failure.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="stopIteration"}
public final class StopIteration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object value;

    StopIteration(@Nullable Object value) {
        super("the generator has ended: value=" + value, null, false, false);
        this.value = value;
    }

    /// What the generator returned. Only the exception that tells of the end carries it; later ones carry null.
    ///
    /// @return the value
    public @Nullable Object value() {
        return value;
    }
}
