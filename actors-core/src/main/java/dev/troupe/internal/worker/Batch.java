package dev.troupe.internal.worker;

/// How long a worker sees to one lane before others go first: 256 turns, or 200 µs. The clock costs as much as a few turns, so
/// it is looked at when the number of turns has doubled. Belongs to its worker's thread.
final class Batch {
    /// Turns in a batch at most.
    static final int TURNS = 256;
    private static final long NANOS = 200_000;

    private int turns;
    private int look;
    private long start;

    void begin() {
        turns = 0;
        look = 2;
    }

    /// Counts a turn.
    ///
    /// @return whether it was the last
    boolean isOver() {
        return ++turns >= look && looked();
    }

    private boolean looked() {
        if (turns >= TURNS) return true;
        long now = System.nanoTime();
        if (look == 2) start = now;
        else if (now - start > NANOS) return true;
        look *= 2;
        return false;
    }
}
