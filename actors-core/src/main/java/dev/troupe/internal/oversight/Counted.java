package dev.troupe.internal.oversight;

/// What the kernel tells of an actor's work to those who share it out. The kernel's references implement it.
public interface Counted {
    /// How much it has to do: the messages that were sent and not taken, and one for what it is busy with. Any thread may
    /// ask; exact in a turn of the actor's lane, else a figure of some moment.
    ///
    /// @return the number; negative if its mailbox doesn't count
    int load();
}
