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
        if (gate == null && beginsHere(lane)) return;
        activity.begin();
        if (!lane.becomesBusy()) activity.end();
        else if (gate == null || !gate.holds(lane)) lane.start();
    }

    /// Sees to all of that if the calling thread can on its own account.
    ///
    /// @return whether it has
    boolean beginsHere(ActorLane<C> lane) {
        return false;
    }

    /// A lane that counts as begun, and has no thread, is to have one.
    abstract void start(ActorLane<C> lane);

    /// Whether each lane has a thread of its own.
    abstract boolean ownThreads();

    /// Whether a lane's own thread stays though nothing waits.
    boolean staysIdle() {
        return false;
    }

    /// Its workers, if it has any that see to several lanes. Any thread may ask.
    public CrewFacts crew() {
        return CrewFacts.NONE;
    }

    /// How many lanes wait where all workers find them. Any thread may ask.
    public int ready() {
        return 0;
    }

    /// How many threads it has. Any thread may ask.
    public int threads() {
        return 0;
    }

    /// How many of them have something to do, where each belongs to one lane. Any thread may ask.
    public int busy() {
        return 0;
    }

    /// A lane's own thread begins to sleep in it, or wakes.
    void sleeps(boolean asleepNow) {}

    /// Its threads end once nothing is ready. What becomes ready later is swept by who makes it so.
    public abstract void close();

    /// Interrupts what runs.
    public abstract void interrupt();
}
