package dev.troupe.internal.worker;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How lanes that have something waiting get a thread.
public abstract class Threading<C> {
    final Consumer<C> resume;
    final Consumer<Throwable> failures;
    final Activity activity;
    private final @Nullable Gate gate;

    /// @param resume resumes what a turn asks for
    /// @param failures gets what a turn lets out, against the rule
    /// @param gate what holds lanes back at times; null if nothing does
    Threading(Consumer<C> resume, Consumer<Throwable> failures, Activity activity, @Nullable Gate gate) {
        this.resume = resume;
        this.failures = failures;
        this.gate = gate;
        this.activity = activity;
    }

    /// A lane that was seen idle has something waiting: who makes it busy gets it its thread. Any thread may call it.
    ///
    /// *Counted first.* Who finds a lane busy relies on that it is counted: what itself is counted for may end at once.
    final void ready(ActorLane<C> lane) {
        Gate held = gate;
        if (held == null) begin(lane);
        else {
            activity.begin();
            if (!lane.becomesBusy()) activity.end();
            else if (!held.holds(lane)) lane.start();
        }
    }

    /// Counts that a lane has begun, and gets it its thread if the caller makes it busy.
    void begin(ActorLane<C> lane) {
        activity.begin();
        if (lane.becomesBusy()) lane.start();
        else activity.end();
    }

    /// A lane that counts as begun, and has no thread, is to have one.
    abstract void start(ActorLane<C> lane);

    /// Whether each lane has a thread of its own.
    abstract boolean ownThreads();

    /// Whether a lane's own thread stays though nothing waits.
    boolean staysIdle() {
        return false;
    }

    /// Its threads end once nothing is ready. What becomes ready later is swept by who makes it so.
    public abstract void close();

    /// Interrupts what runs.
    public abstract void interrupt();
}
