package dev.troupe.internal.process;

import java.io.IOException;

/// What is being written is longer than a frame may be.
final class FrameLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    FrameLimitException(long limitBytes) {
        super("a frame must be <= " + limitBytes + " bytes");
    }
}
