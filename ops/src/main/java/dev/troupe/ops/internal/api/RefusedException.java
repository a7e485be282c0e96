package dev.troupe.ops.internal.api;

/// A request that is not granted: by which status, and why.
public final class RefusedException extends RuntimeException {
    private final int status;

    /// Nothing of it but status and text is shown, so it carries no stack.
    public RefusedException(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Why, as rule and value.
    public String text() {
        return String.valueOf(getMessage());
    }
}
