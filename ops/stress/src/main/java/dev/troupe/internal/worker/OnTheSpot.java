package dev.troupe.internal.worker;

import java.util.function.Consumer;

/// Stands in for threads: whoever makes a lane busy sees to it, on the spot.
final class OnTheSpot extends Threading<Object> {
    private static final ThreadLocal<Worker<Object>> WORKER = ThreadLocal
            .withInitial(() -> new Worker<>(null, "worker"));

    private final Consumer<ActorLane<Object>> see;

    private OnTheSpot(Consumer<ActorLane<Object>> see, Activity activity, Gate gate) {
        super(resumed -> {}, failure -> {
            throw new AssertionError(failure);
        }, activity, gate);
        this.see = see;
    }

    /// As a worker sees to lanes.
    static OnTheSpot worker() {
        return new OnTheSpot(OnTheSpot::run, new Activity(() -> {}), null);
    }

    /// As the thread of one lane does.
    ///
    /// @param staysIdle whether it sleeps there while nothing waits
    static Threading<Object> ownThread(boolean staysIdle) {
        return new OwnThreads<>(resumed -> {}, failure -> {
            throw new AssertionError(failure);
        }, new Activity(() -> {}), null, run -> new Thread(run) {
            @Override
            public void start() {
                run.run();
            }
        }, staysIdle);
    }

    /// Only tells that a lane is to be seen to.
    static OnTheSpot told(Consumer<ActorLane<Object>> see) {
        return new OnTheSpot(see, new Activity(() -> {}), null);
    }

    private static void run(ActorLane<Object> lane) {
        Worker<Object> me = WORKER.get();
        boolean more;
        do more = lane.run(me);
        while (more);
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
