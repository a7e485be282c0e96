package dev.troupe.internal.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A thread for each lane: for as long as its actor lives, or only while something waits or a body is suspended.
public final class OwnThreads<C> extends Threading<C> {
    private final ThreadFactory factory;
    private final boolean staysIdle;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final LongAdder asleep = new LongAdder();
    private volatile boolean closed;

    /// @param staysIdle whether a thread stays until its actor has ended
    public OwnThreads(Consumer<C> resume, Consumer<Throwable> failures, Activity activity, @Nullable Gate gate,
            ThreadFactory factory, boolean staysIdle) {
        super(resume, failures, activity, gate);
        this.factory = factory;
        this.staysIdle = staysIdle;
    }

    @Override
    void start(ActorLane<C> lane) {
        if (closed) lane.sweep();
        else lane.moveTo(this);
    }

    @Override
    boolean ownThreads() {
        return true;
    }

    @Override
    boolean staysIdle() {
        return staysIdle;
    }

    /// A thread for a lane.
    Thread thread(Runnable run) {
        return factory.newThread(() -> {
            Thread self = Thread.currentThread();
            running.add(self);
            try {
                run.run();
            } finally {
                running.remove(self);
            }
        });
    }

    @Override
    public int threads() {
        return running.size();
    }

    @Override
    void sleeps(boolean asleepNow) {
        if (asleepNow) asleep.increment();
        else asleep.decrement();
    }

    @Override
    public int busy() {
        int resting = asleep.intValue(); // first: one that has gone since sleeps no more
        return Math.max(0, threads() - resting);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void interrupt() {
        running.forEach(Thread::interrupt);
    }
}
