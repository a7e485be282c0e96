package dev.troupe.internal.oversight;

import dev.troupe.ExitReason;

/// What has become of a child. Delivered to its supervisor behind everything the child has sent to it.
public sealed interface ChildEvent {
    /// Which child.
    Child child();

    /// Its first turn in this life is over, and it lives.
    record Started(Child child) implements ChildEvent {}

    /// It doesn't run any more, but has its name and its mailbox: its own end, after its own policy gave up, or the
    /// supervisor's [Child#halt].
    ///
    /// @param started whether its first turn in that life was over before
    record Halted(Child child, ExitReason reason, boolean started) implements ChildEvent {}

    /// It has ended for good, and its name is free: the supervisor's [Child#end], or somebody's stop or kill.
    record Ended(Child child, ExitReason reason) implements ChildEvent {}
}
