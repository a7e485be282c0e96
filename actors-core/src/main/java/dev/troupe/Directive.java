package dev.troupe;

/// What becomes of an actor that has crashed.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="directive"}
public enum Directive {
    /// A handler goes on with the next message, with the state it has. Not for bodies: their stack is gone.
    RESUME,
    /// It starts anew, if its policy's intensity allows, with its mailbox, its name and its references.
    RESTART,
    /// It ends, unless it has a supervisor, whose child spec decides.
    STOP,
    /// Its supervisor decides. In a policy the same as [#STOP]; a [Failure] says so of an actor that has one.
    ESCALATE
}
