package dev.troupe;

/// The steps of closing a system, in their order. Hooks of a phase run before what the phase itself does, and each phase
/// when the one before it is over; see [ActorSystem#onShutdown].
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="phases"}
public enum ShutdownPhase {
    /// What lets work in from outside goes: servers, consumers. Actors still run and are sent to, and tasks
    /// start.
    SERVICES,
    /// The actors stop. Before that they still run, and send to each other, but take nothing from outside any more.
    ACTORS,
    /// The pools for computing and blocking calls stop.
    OFFLOAD,
    /// Connections to other machines close.
    TRANSPORT
}
