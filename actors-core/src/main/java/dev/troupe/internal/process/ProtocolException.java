package dev.troupe.internal.process;

import java.io.IOException;

/// The other side doesn't keep to the protocol: there is nothing more to say to it.
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
