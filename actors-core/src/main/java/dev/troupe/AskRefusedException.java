package dev.troupe;

/// The mailbox of the actor that was asked is full and refuses.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="askException"}
public final class AskRefusedException extends AskException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param target the name of the actor that was asked
    /// @param details what is known
    public AskRefusedException(String target, Details details) {
        super("an ask needs room in its target's mailbox", target, details, null);
    }
}
