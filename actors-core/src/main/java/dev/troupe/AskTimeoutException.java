package dev.troupe;

/// The limit of an ask was over before the answer came.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="askException"}
public final class AskTimeoutException extends AskException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param target the name of the actor that was asked
    /// @param details what is known
    public AskTimeoutException(String target, Details details) {
        super("an ask was not answered within its limit", target, details, null);
    }
}
