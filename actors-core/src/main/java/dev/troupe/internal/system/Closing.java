package dev.troupe.internal.system;

import dev.troupe.ShutdownPhase;
import dev.troupe.internal.cell.Durations;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.log.Log;
import dev.troupe.internal.scheduler.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Closes a system, once: takes the deque from whoever drives it, makes what waits dead letters, stops the top-level actors
/// one after the other, the youngest first, kills what hasn't ended when most of the limit is over, and sweeps up. Hooks
/// run between these steps; as long as the actors aren't stopped, the deque is driven for the hooks that send or ask.
///
/// All of that runs on a thread of its own, so that the calling one can keep the limit though a body blocks the deque. It
/// goes on after the limit: what is stuck now is unwound when it comes back, and no message is lost in silence. The last part
/// of the limit is for those who block: they are interrupted. If one of them keeps the closing thread from getting on, the
/// calling one sees to the last phases, which need no actor.
final class Closing {
    /// What unwinding without waiting may take, however short the limit.
    private static final long KILLING_NANOS = 100_000_000;
    private static final long SWEEPING_NANOS = 100_000_000;
    /// For the closing thread, which has the same limit, to say who is left.
    private static final long GRACE_NANOS = 20_000_000;
    /// What the hooks of a phase may take, however short the limit.
    private static final long HOOKS_NANOS = 100_000_000;
    /// What a hook may take that has been interrupted, and the rest of its phase.
    private static final long LATE_NANOS = 50_000_000;

    private final String system;
    private final Home home;
    private final Hosting hosting;
    private final ShutdownHooks hooks;
    private final Runnable whenDone;
    private final long limitNanos;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean warned = new AtomicBoolean();
    /// Whether somebody sees to the phases after the end of the actors.
    private final AtomicBoolean last = new AtomicBoolean();
    private volatile boolean begun;
    private volatile boolean killing;

    Closing(String system, Home home, Hosting hosting, ShutdownHooks hooks, Duration limit, Runnable whenDone) {
        this.system = system;
        this.home = home;
        this.hosting = hosting;
        this.hooks = hooks;
        this.whenDone = whenDone;
        this.limitNanos = Durations.nanos("close limit", limit);
    }

    /// Whether a close has begun. Any thread may ask.
    boolean hasBegun() {
        return begun;
    }

    /// Any thread may call it. A hook that does isn't waited for by itself.
    void close() {
        if (PhaseRun.within(this)) return;
        boolean first = begin();
        int phases = hooks.phases(ShutdownPhase.values());
        CloseTimes times = CloseTimes.of(System.nanoTime(), limitNanos,
                hooks.phases(ShutdownPhase.OFFLOAD, ShutdownPhase.TRANSPORT) > 0);
        if (first && !closedIdle(phases))
            Thread.ofPlatform().daemon().name(system + "-closing").start(() -> closeAll(times));
        if (ended(times.soft())) return;
        interruptWhoBlocks();
        long least = System.nanoTime() + KILLING_NANOS + phases * (HOOKS_NANOS + LATE_NANOS);
        long grace = phases == 0 ? GRACE_NANOS : GRACE_NANOS + LATE_NANOS;
        if (ended(Math.max(times.killed(), least) + grace)) return;
        if (phases > 0 && last.compareAndSet(false, true)) {
            warnOf(null);
            run(ShutdownPhase.OFFLOAD, times.offload());
            home.closePools();
            run(ShutdownPhase.TRANSPORT, times.hard());
        } else if (!ended(Math.max(times.hard(), least) + grace)) warnOf(null);
    }

    private synchronized boolean begin() {
        if (begun) return false;
        hooks.seal();
        begun = true;
        if (hooks.phases(ShutdownPhase.SERVICES) == 0) home.close();
        return true;
    }

    /// The short way, without a thread: nobody drives and nobody is there, and nothing is to be done but to say so.
    private boolean closedIdle(int phases) {
        if (phases > 0 || !hosting.enterByForce(0)) return false;
        try {
            hosting.owning(home::sweep);
            if (!home.isEmpty()) return false;
            sweepUp();
            done();
            return true;
        } finally {
            hosting.leave();
        }
    }

    private void closeAll(CloseTimes times) {
        try {
            run(ShutdownPhase.SERVICES, times.hooks());
            if (!home.isClosing()) home.close();
            run(ShutdownPhase.ACTORS, times.hooks());
            hosting.enterByForce(Long.MAX_VALUE);
            hosting.owning(home::sweep);
            hosting.onRightThread(() -> stopThenKill(times));
            List<String> left = home.left();
            if (!left.isEmpty()) warnOf(left);
            boolean mine = last.compareAndSet(false, true);
            if (mine) run(ShutdownPhase.OFFLOAD, times.offload());
            home.closePools();
            // who is stuck is unwound when it comes back, and until then what it does is driven
            if (left.isEmpty()) sweepUp();
            if (mine) run(ShutdownPhase.TRANSPORT, times.hard());
            done();
            if (left.isEmpty()) return;
            hosting.drive(Stretch.until(home::isEmpty));
            sweepUp();
        } catch (Throwable t) {
            home.reports.notClosed(t);
            home.closed();
            done();
        }
    }

    /// Runs the hooks of a phase, and passes the time until they have ended.
    private void run(ShutdownPhase phase, long deadline) {
        if (hooks.phases(phase) == 0) return;
        Thread waiting = Thread.currentThread();
        try {
            PhaseRun run = PhaseRun.start(this, system, phase, hooks, home.reports, () -> {
                home.scheduler.nudge();
                LockSupport.unpark(waiting);
            });
            await(run, Math.max(deadline, System.nanoTime() + HOOKS_NANOS));
            if (!run.isDone() && run.late(Duration.ofNanos(limitNanos))) await(run, System.nanoTime() + LATE_NANOS);
        } catch (OutOfMemoryError noThread) {
            home.reports.hooksNotRun(phase, noThread);
        }
    }

    /// Drives meanwhile if nobody else does, until the last sweep.
    private void await(PhaseRun run, long latest) {
        boolean interrupted = false;
        while (!run.isDone()) {
            long left = latest - System.nanoTime();
            if (left <= 0) break;
            if (!home.isClosed() && hosting.tryStandIn(latest, run::isDone)) continue;
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(Math.min(left, 1_000_000));
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void stopThenKill(CloseTimes times) {
        // what actors send while they end must not be swept, unless some don't get to it
        if (!home.isSwept())
            hosting.drive(Stretch.until(Math.min(times.soft(), System.nanoTime() + SWEEPING_NANOS), home::isSwept));
        hosting.owning(home::stopAll);
        hosting.drive(Stretch.until(times.soft(), home::isEmpty));
        killing = true;
        if (home.isEmpty()) return;
        hosting.owning(home::killAll);
        hosting.drive(Stretch.until(Math.max(times.killed(), System.nanoTime() + KILLING_NANOS), home::isEmpty));
    }

    private void sweepUp() {
        home.closed();
        synchronized (home) {
            hosting.owning(home::sweep);
        }
        if (home.undelivered() > 0 || home.unstarted() > 0)
            Log.logger().warn(
                    "closed with work left{}: system={}, messages={}, unstarted={}",
                    home.isOnDeque() && home.scheduler.turns() == 0 ? " (was run() forgotten?)" : "", system,
                    home.undelivered(),
                    home.unstarted());
    }

    private void done() {
        whenDone.run();
        done.countDown();
    }

    /// A body or handler that blocks the deque itself keeps the closing thread from killing it.
    private void interruptWhoBlocks() {
        Thread running = home.scheduler.holder();
        if (!killing && running != null) running.interrupt();
        home.interrupt();
    }

    private boolean ended(long deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private void warnOf(@Nullable List<String> left) {
        if (!warned.compareAndSet(false, true)) return;
        String names = left == null
                ? "the one that runs, " + home.nameOnDeque() + ", and who waits for it"
                : String.join(", ", left.stream().limit(20).toList());
        String more = left == null || left.size() <= 20 ? "" : " and " + (left.size() - 20) + " more";
        Log.logger().warn("closed before all actors had ended: system={}, limit={}, actors={}{}", system,
                Duration.ofNanos(limitNanos), names, more);
    }
}
