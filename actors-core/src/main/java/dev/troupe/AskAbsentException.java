package dev.troupe;

/// Nobody has the name that was asked.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="askException"}
public final class AskAbsentException extends AskException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param target the name of the actor that was asked
    /// @param details what is known
    public AskAbsentException(String target, Details details) {
        super("an ask needs somebody who has the name", target, details, null);
    }
}
