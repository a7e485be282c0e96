package dev.troupe.offload;

/// Stands for an exception of a task in a child JVM whose own class isn't here, isn't allowed here, or doesn't serialise. It
/// has the stack trace of the original; what caused it and what it suppressed is mirrored likewise. What is very
/// long is cut, and what can't be asked of the original is left out. So are, whatever their
/// class, `InterruptedException` and what says that the JVM itself is in trouble, such as a stack overflow: thrown here, they
/// would speak of this thread and this JVM.
///
/// Any thread may read it.
///
/// {@snippet file="dev/troupe/offload/ProcessSnippetsTest.java" region="remoteFailure"}
public final class RemoteFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The name of the original's class.
    private final String failureClass;
    /// The original's message.
    private final String text;

    /// For the library.
    ///
    /// @param failureClass the name of the original's class
    /// @param text the original's message, empty if it had none
    public RemoteFailureException(String failureClass, String text) {
        super(text.isEmpty() ? failureClass : failureClass + ": " + text);
        this.failureClass = failureClass;
        this.text = text;
    }

    /// What class the original is of.
    ///
    /// @return the class's name
    public String failureClass() {
        return failureClass;
    }

    /// What the original says.
    ///
    /// @return its message; empty if it has none
    public String text() {
        return text;
    }
}
