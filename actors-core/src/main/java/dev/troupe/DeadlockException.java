package dev.troupe;

import org.jspecify.annotations.Nullable;

/// A wait that would close a circle: everybody in it waits for the next. The text is the circle, such as
/// `a asks b, b asks a`.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="deadlock"}
public final class DeadlockException extends AskException {
    private static final long serialVersionUID = 1L;

    /// For the library.
    ///
    /// @param circle who waits for whom
    /// @param target whom the wait was for
    public DeadlockException(String circle, String target) {
        super(circle, target, null, null);
    }

    /// None: the circle says it all.
    @Override
    public @Nullable Details details() {
        return null;
    }
}
