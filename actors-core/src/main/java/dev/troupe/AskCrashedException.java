package dev.troupe;

/// The actor that was asked has crashed after taking the message. The crash is the cause.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="askException"}
public final class AskCrashedException extends AskException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param target the name of the actor that was asked
    /// @param details what is known
    /// @param cause the crash
    public AskCrashedException(String target, Details details, Throwable cause) {
        super("an ask will not be answered, its target has crashed", target, details, cause);
    }
}
