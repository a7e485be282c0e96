package dev.troupe.spi;

/// Is told what can't be polled: rare events, and times of sampled messages. Called on the thread that noticed, often in the turn of an
/// actor: it must return soon, must not block, and takes no lock that a body may hold while it waits. What it throws is logged.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
public interface Probe {
    /// Something rare has happened.
    ///
    /// @param event what
    void happened(Event event);

    /// A sampled message was processed. For a body that is until it waits next, whatever for.
    ///
    /// @param actor the actor's name
    /// @param group its group
    /// @param nanos how long that took, in nanoseconds
    default void processed(String actor, String group, long nanos) {}

    /// A sampled message was taken.
    ///
    /// @param actor the actor's name
    /// @param group its group
    /// @param nanos how long it had waited since it was sent, in nanoseconds
    default void waited(String actor, String group, long nanos) {}
}
