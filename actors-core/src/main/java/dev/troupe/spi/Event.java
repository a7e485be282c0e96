package dev.troupe.spi;

/// Something rare that a [Probe] is told of.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
public sealed interface Event {
    /// An actor has its name.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
    ///
    /// @param actor its name
    /// @param group its group
    record Spawned(String actor, String group) implements Event {}

    /// An actor has ended. One that is stopped by another thread while it is being spawned may be told of before its [Spawned].
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
    ///
    /// @param actor its name
    /// @param group its group
    /// @param reason as in [Totals#stopped]
    record Stopped(String actor, String group, String reason) implements Event {}

    /// An actor or task has crashed, or a context was misused.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
    ///
    /// @param failure the crash
    record Failed(FailureEntry failure) implements Event {}

    /// An actor is to start anew: at once, or after its back-off. Told at the crash, before [Failed].
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
    ///
    /// @param actor its name
    /// @param group its group
    /// @param restarts how many restarts it has had, this one included
    record Restarted(String actor, String group, int restarts) implements Event {}

    /// A message will not be processed.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
    ///
    /// @param letter the dead letter
    record DeadLettered(DeadLetterEntry letter) implements Event {}

    /// A piece of offloaded work has ended, in a pool that the system knows.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
    ///
    /// @param pool the pool's name
    /// @param kind `threads` or `processes`
    /// @param outcome `done`, `failed`, `cancelled` or `timed_out`
    /// @param waitNanos how long it waited until it began, in nanoseconds
    /// @param runNanos how long it ran, in nanoseconds
    record WorkEnded(String pool, String kind, String outcome, long waitNanos, long runNanos) implements Event {}

    /// An ask has ended.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
    ///
    /// @param target the name that was asked
    /// @param outcome as in [Totals#asks]
    /// @param nanos how long it took, in nanoseconds of the system's clock
    record AskEnded(String target, String outcome, long nanos) implements Event {}
}
