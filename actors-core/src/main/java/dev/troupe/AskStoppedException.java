package dev.troupe;

/// The actor that was asked has stopped without answering.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="askException"}
public final class AskStoppedException extends AskException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param target the name of the actor that was asked
    /// @param details what is known
    public AskStoppedException(String target, Details details) {
        super("an ask will not be answered, its target has stopped", target, details, null);
    }
}
