package dev.troupe;

/// After which ends an actor is started again. The words are Erlang's.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="restartType"}
public enum RestartType {
    /// After each end of its own, normal or not.
    PERMANENT,
    /// After an abnormal end: a crash or, under a supervisor, a kill.
    TRANSIENT,
    /// Never.
    TEMPORARY
}
