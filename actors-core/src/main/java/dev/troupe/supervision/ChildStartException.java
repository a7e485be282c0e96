package dev.troupe.supervision;

/// A supervisor has ended because one of its children has crashed in its first turn while the supervisor itself was being
/// started. The children before it have been stopped, the youngest first, and all their names are free. The cause is the
/// crash, or why the child could not be spawned.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="startFailure"}
public final class ChildStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The id of the child.
    private final String id;

    ChildStartException(String supervisor, String id, Throwable cause) {
        super("the children of a supervisor must start with it: child=" + id + ", supervisor=" + supervisor + ", cause="
                + cause, cause);
        this.id = id;
    }

    /// The child that has crashed.
    ///
    /// @return its id
    public String id() {
        return id;
    }
}
