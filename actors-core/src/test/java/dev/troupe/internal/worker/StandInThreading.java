package dev.troupe.internal.worker;

import java.util.function.Consumer;

/// Stands in for threads: who makes a lane busy sees to it, as a test says.
final class StandInThreading extends Threading<Object> {
    private final Consumer<ActorLane<Object>> see;

    StandInThreading(Consumer<ActorLane<Object>> see) {
        super(resumed -> {}, failure -> {
            throw new AssertionError(failure);
        }, new Activity(() -> {}), null);
        this.see = see;
    }

    @Override
    void start(ActorLane<Object> lane) {
        see.accept(lane);
    }

    @Override
    boolean ownThreads() {
        return false;
    }

    @Override
    public void close() {}

    @Override
    public void interrupt() {}
}
