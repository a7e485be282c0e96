package dev.troupe.internal.process;

import java.io.IOException;

/// The connection to a child has broken. Apart from what a task may throw, which may be an `IOException`, too.
final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(IOException cause) {
        super(cause);
    }
}
