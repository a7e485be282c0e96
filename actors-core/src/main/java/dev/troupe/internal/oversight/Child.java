package dev.troupe.internal.oversight;

import dev.troupe.ActorRef;

/// A child as its supervisor holds it. To be used in the supervisor's turns only; each method returns at once, and the
/// outcome comes as a [ChildEvent].
public interface Child {
    /// The child's reference.
    ActorRef<?> ref();

    /// Unwinds it as its [dev.troupe.Shutdown] says, without ending it: it keeps its name and its mailbox, and halts.
    void halt();

    /// Starts it anew; it must have halted.
    void revive();

    /// Ends it: it stops as its [dev.troupe.Shutdown] says, or if it has halted ends at once.
    void end();
}
