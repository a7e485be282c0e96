package dev.troupe.internal.worker;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Holds lanes back that get something to do while nobody drives their system; those that are busy go on. Any thread may call
/// it.
///
/// *No lane is left behind.* Who holds one back adds it first and looks at the gate afterwards; who opens the gate says so
/// first and takes the lanes out afterwards.
public final class Gate {
    private final Queue<ActorLane<?>> held = new ConcurrentLinkedQueue<>();
    private volatile boolean open;

    /// Whether the lane is held back.
    boolean holds(ActorLane<?> lane) {
        if (open) return false;
        held.add(lane);
        if (open) release();
        return true;
    }

    /// Lets all go on.
    public void open() {
        open = true;
        release();
    }

    /// From now on lanes are held back.
    public void close() {
        open = false;
    }

    private void release() {
        for (ActorLane<?> lane = held.poll(); lane != null; lane = held.poll()) lane.start();
    }
}
