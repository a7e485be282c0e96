package dev.troupe.internal.offload;

/// Work that can be ended by more than an interrupt.
public interface Endable {
    /// Ends the work, if it runs. Any thread, at any moment; must not wait.
    void end();
}
