package dev.troupe;

/// Told when actors come and go. Called on the thread on which it happens; what it throws is reported and ignored.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="lifecycle"}
public interface LifecycleListener {
    /// An actor has its name and can be sent to. It may not have started yet.
    ///
    /// @param actor the new actor
    default void spawned(ActorRef<?> actor) {}

    /// An actor and its children have ended, and its name is free again.
    ///
    /// @param actor the actor that was
    default void stopped(ActorRef<?> actor) {}
}
