package dev.troupe.internal.system;

import dev.troupe.ShutdownPhase;
import dev.troupe.internal.report.Reports;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The hooks of one phase on their way, one after the other, on a thread of their own, so that the close can go on without
/// one that is late.
///
/// A late one is interrupted, once. The rest of its phase then runs on beside the phases that follow: too late is better
/// than never for a hook that frees something.
final class PhaseRun {
    private static final ThreadLocal<@Nullable Object> OWNER = new ThreadLocal<>();

    private final Object owner;
    private final ShutdownPhase phase;
    private final ShutdownHooks hooks;
    private final Reports reports;
    private final Runnable whenDone;
    private final Thread thread;
    private volatile boolean done;
    private ShutdownHooks.@Nullable Hook running; // guarded by this

    private PhaseRun(Object owner, String system, ShutdownPhase phase, ShutdownHooks hooks, Reports reports,
            Runnable whenDone) {
        this.owner = owner;
        this.phase = phase;
        this.hooks = hooks;
        this.reports = reports;
        this.whenDone = whenDone;
        this.thread = Thread.ofPlatform().daemon().name(system + "-closing-" + phase).unstarted(this::run);
    }

    /// Begins to run the hooks of a phase.
    ///
    /// @param owner whose hooks they are, for [#within]
    static PhaseRun start(Object owner, String system, ShutdownPhase phase, ShutdownHooks hooks, Reports reports,
            Runnable whenDone) {
        PhaseRun run = new PhaseRun(owner, system, phase, hooks, reports, whenDone);
        run.thread.start();
        return run;
    }

    /// Whether the calling thread runs a hook of that owner.
    static boolean within(Object owner) {
        return OWNER.get() == owner;
    }

    private void run() {
        OWNER.set(owner);
        try {
            for (var hook = next(); hook != null; hook = next()) {
                try {
                    hook.action.run();
                } catch (Throwable t) {
                    reports.hookFailed(phase, hook.name, t);
                }
            }
        } finally {
            done = true;
            whenDone.run();
        }
    }

    /// Whether the last hook has ended.
    boolean isDone() {
        return done;
    }

    private synchronized ShutdownHooks.@Nullable Hook next() {
        Thread.interrupted();
        ShutdownHooks.Hook hook = hooks.take(phase);
        running = hook;
        return hook;
    }

    /// The time is over: names the hook that runs, and interrupts it.
    ///
    /// @return whether one runs
    synchronized boolean late(Duration limit) {
        if (running == null) return false;
        reports.hookLate(phase, running.name, limit);
        thread.interrupt();
        return true;
    }
}
