package dev.troupe.spi;

/// What an actor does at a moment.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="actors"}
public enum ActorState {
    /// It has not had its first turn.
    STARTING,
    /// It waits for a message, and none waits for it.
    IDLE,
    /// A message waits for it, and it has no thread.
    READY,
    /// Its turn runs, or its body blocks.
    RUNNING,
    /// Its body waits for something else than any message.
    WAITING,
    /// It has crashed, and starts anew soon, or when its supervisor says so.
    RESTARTING,
    /// It ends: it is unwound, or waits for its children.
    STOPPING
}
