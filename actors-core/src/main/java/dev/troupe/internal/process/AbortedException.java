package dev.troupe.internal.process;

import java.io.IOException;

/// The other side gave up in the middle of a frame, and says so. The connection is sound.
final class AbortedException extends IOException {
    private static final long serialVersionUID = 1L;

    AbortedException() {
        super("the other side has aborted the frame");
    }
}
