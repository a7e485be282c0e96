package dev.troupe.internal.cell;

/// Signals that are the same for all actors.
final class Control extends Signal {
    /// The actor's first turn.
    static final Control START = new Control("start");
    /// Stop: children first, then what the actor does is unwound.
    static final Control STOP = new Control("stop");
    /// Stop behind the messages that were sent before.
    static final Control POISON = new Control("poison");
    /// The limit of a stop is over.
    static final Control LATE = new Control("late");
    /// Unwind what the actor does, and keep its name and its mailbox: from its supervisor.
    static final Control HALT = new Control("halt");
    /// Start anew, now that the pause is over.
    static final Control AGAIN = new Control("again");
    /// Start anew: from its supervisor.
    static final Control REVIVE = new Control("revive");
    /// The last child has ended while the actor was stopping.
    static final Control CHILDREN_ENDED = new Control("children ended");
    /// Stop at once: nothing may wait any more.
    static final Control KILL = new Control("kill");
    /// What waits becomes dead letters: from a close.
    static final Control SWEEP = new Control("sweep");
    /// A message in the actor's own queue comes up.
    static final Control NEXT = new Control("next");

    private final String text;

    private Control(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
