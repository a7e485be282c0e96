package dev.troupe;

/// A checked exception with which something failed that was awaited; it is the cause. An unchecked one is raised as it is.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="awaitException"}
public final class AwaitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param cause the checked exception
    public AwaitException(Throwable cause) {
        super("what was awaited failed: " + cause, cause);
    }
}
