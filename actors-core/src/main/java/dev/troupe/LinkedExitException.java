package dev.troupe;

import org.jspecify.annotations.Nullable;

/// An actor has ended because one it was linked to ended abnormally. Along a chain of links the cause is that of the first end.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="link"}
public final class LinkedExitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Who ended first.
    private final String linked;

    /// For the library.
    ///
    /// @param linked the name of the actor that ended first
    /// @param reason why it ended
    public LinkedExitException(String linked, ExitReason reason) {
        super("a linked actor has ended: actor=" + linked + ", reason=" + text(reason), cause(reason));
        this.linked = linked;
    }

    // neither names nor causes pile up along a chain of links

    private static String text(ExitReason reason) {
        return reason instanceof ExitReason.Failed(LinkedExitException exit)
                ? "linked to " + exit.linked
                : reason.toString();
    }

    private static @Nullable Throwable cause(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Failed(LinkedExitException exit) -> exit.getCause();
            case ExitReason.Failed(Throwable cause) -> cause;
            default -> null;
        };
    }

    /// The actor that ended first.
    ///
    /// @return its name
    public String linked() {
        return linked;
    }
}
