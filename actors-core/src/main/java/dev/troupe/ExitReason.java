package dev.troupe;

/// Why an actor has ended.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="exitReason"}
public sealed interface ExitReason {
    /// Its body returned, or it stopped itself.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="exitReason"}
    record Normal() implements ExitReason {}

    /// It was told to stop.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="exitReason"}
    record Stopped() implements ExitReason {}

    /// It was killed, or did not stop within its limit.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="exitReason"}
    record Killed() implements ExitReason {}

    /// It crashed, and nobody restarted it.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="exitReason"}
    ///
    /// @param cause what it let out
    record Failed(Throwable cause) implements ExitReason {}

    /// It lives on a machine that can't be reached; whether it has ended is not known.
    ///
    /// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="exitReason"}
    record Unreachable() implements ExitReason {}

    /// Whether those linked to the actor end as well: it was killed, has crashed or can't be reached.
    ///
    /// @return whether the end is abnormal
    default boolean isAbnormal() {
        return switch (this) {
            case Normal _,Stopped _ -> false;
            case Killed _,Failed _,Unreachable _ -> true;
        };
    }
}
