package dev.troupe.internal.cell;

/// Signals that are the same for all actors.
final class Control extends Signal {
    /// The actor's first turn.
    static final Control START = new Control("start");
    /// Stop: children first, then what the actor does is unwound.
    static final Control STOP = new Control("stop");
    /// The last child has ended while the actor was stopping.
    static final Control CHILDREN_ENDED = new Control("children ended");
    /// Stop at once: nothing may wait any more.
    static final Control KILL = new Control("kill");
    /// A message in the actor's own queue comes up.
    static final Control NEXT = new Control("next");
    /// A handler has messages in a backlog.
    static final Control DRAIN = new Control("drain");

    private final String text;

    private Control(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
