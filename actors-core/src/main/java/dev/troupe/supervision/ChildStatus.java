package dev.troupe.supervision;

import dev.troupe.ActorRef;
import java.util.Optional;

/// How one child does, as its supervisor knows it.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="children"}
///
/// @param spec the child's spec
/// @param state whether it runs
/// @param ref where to send messages to it; empty if it has ended for good
public record ChildStatus(ChildSpec spec, State state, Optional<ActorRef<?>> ref) {
    /// Whether a child runs.
    public enum State {
        /// It runs, or is being started.
        RUNNING,
        /// It waits for its next start; messages to it are kept.
        RESTARTING,
        /// It has ended by itself or by a command, and its spec is kept.
        TERMINATED
    }

    /// The child's id.
    ///
    /// @return the id
    public String id() {
        return spec.id();
    }
}
