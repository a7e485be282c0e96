package dev.troupe.internal.system;

import dev.troupe.internal.cell.Durations;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.log.Log;
import dev.troupe.internal.scheduler.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Closes a system, once: takes the deque from whoever drives it, makes what waits dead letters, stops the top-level actors
/// one after the other, the youngest first, kills what hasn't ended when most of the limit is over, and sweeps up.
///
/// All of that runs on a thread of its own, so that the calling one can keep the limit though a body blocks the deque. It
/// goes on after the limit: what is stuck now is unwound when it comes back, and no message is lost in silence. The last part
/// of the limit is for those who block: they are interrupted.
final class Closing {
    /// What unwinding without waiting may take, however short the limit.
    private static final long KILLING_NANOS = 100_000_000;
    /// For the closing thread, which has the same limit, to say who is left.
    private static final long GRACE_NANOS = 20_000_000;

    private final String system;
    private final Home home;
    private final Hosting hosting;
    private final long limitNanos;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean warned = new AtomicBoolean();
    private boolean begun;
    private volatile boolean killing;

    Closing(String system, Home home, Hosting hosting, Duration limit) {
        this.system = system;
        this.home = home;
        this.hosting = hosting;
        this.limitNanos = Durations.nanos("close limit", limit);
    }

    /// Any thread may call it.
    void close() {
        long hard = System.nanoTime() + limitNanos;
        long soft = hard - Math.min(limitNanos / 5, 500_000_000);
        if (begin() && !closedIdle())
            Thread.ofPlatform().daemon().name(system + "-closing").start(() -> closeAll(soft, hard));
        if (ended(soft)) return;
        interruptWhoBlocks();
        if (!ended(Math.max(hard, System.nanoTime() + KILLING_NANOS) + GRACE_NANOS)) warnOf(null);
    }

    private synchronized boolean begin() {
        boolean first = !begun;
        begun = true;
        home.close();
        return first;
    }

    /// The short way, without a thread: nobody drives and nobody is there.
    private boolean closedIdle() {
        if (!hosting.enterByForce(0)) return false;
        try {
            hosting.owning(home::sweep);
            if (!home.isEmpty()) return false;
            sweepUp();
            return true;
        } finally {
            hosting.leave();
        }
    }

    private void closeAll(long soft, long hard) {
        try {
            hosting.enterByForce(Long.MAX_VALUE);
            hosting.owning(home::sweep);
            hosting.onRightThread(() -> stopThenKill(soft, hard));
            List<String> left = home.left();
            if (!left.isEmpty()) {
                // who is stuck is unwound when it comes back, and until then what it does is driven
                warnOf(left);
                done.countDown();
                hosting.drive(Stretch.until(home::isEmpty));
            }
            sweepUp();
        } catch (Throwable t) {
            Log.logger().error("a system could not be closed: system={}", system, t);
            home.closed();
            done.countDown();
        }
    }

    private void stopThenKill(long soft, long hard) {
        hosting.owning(home::stopAll);
        hosting.drive(Stretch.until(soft, home::isEmpty));
        killing = true;
        if (home.isEmpty()) return;
        hosting.owning(home::killAll);
        hosting.drive(Stretch.until(Math.max(hard, System.nanoTime() + KILLING_NANOS), home::isEmpty));
    }

    private void sweepUp() {
        home.closed();
        synchronized (home) {
            hosting.owning(home::sweep);
        }
        if (home.undelivered() > 0 || home.unstarted() > 0)
            Log.logger().warn(
                    "closed with work left{}: system={}, messages={}, unstarted={}",
                    home.scheduler.turns() == 0 ? " (was run() forgotten?)" : "", system, home.undelivered(),
                    home.unstarted());
        done.countDown();
    }

    /// A body or handler that blocks the deque itself keeps the closing thread from killing it.
    private void interruptWhoBlocks() {
        Thread running = home.scheduler.token.holder();
        if (!killing && running != null) running.interrupt();
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
                ? "the one that runs, " + home.currentName() + ", and who waits for it"
                : String.join(", ", left.stream().limit(20).toList());
        String more = left == null || left.size() <= 20 ? "" : " and " + (left.size() - 20) + " more";
        Log.logger().warn("closed before all actors had ended: system={}, limit={}, actors={}{}", system,
                Duration.ofNanos(limitNanos), names, more);
    }
}
