package dev.troupe.internal.coroutine;

/// The stack can't be left where it is: a native frame or a class initialiser stands on it.
public final class PinnedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PinnedException(String reason) {
        super("a coroutine can't suspend while a native frame or a class initialiser is on its stack: reason="
                + reason);
    }
}
