package dev.troupe.internal.system;

import dev.troupe.internal.cell.Cell;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.log.Log;
import dev.troupe.internal.scheduler.Stretch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Closes a system, once: takes the deque from whoever drives it, makes what waits dead letters, stops the top-level actors
/// one after the other, the youngest first, and kills what hasn't ended when most of the limit is over.
///
/// The last part of the limit is for bodies that are blocked: they are interrupted, and unwound if they come back in time.
final class Closing {
    /// What unwinding without waiting may take, however short the limit.
    private static final long KILLING_NANOS = 100_000_000;

    private final String system;
    private final Home home;
    private final Hosting hosting;
    private final long limitNanos;
    private boolean begun;

    Closing(String system, Home home, Hosting hosting, Duration limit) {
        this.system = system;
        this.home = home;
        this.hosting = hosting;
        this.limitNanos = LocalSystem.nanos(limit);
    }

    /// Any thread may call it; a second call waits for the first one to end.
    synchronized void close() {
        if (begun) return;
        begun = true;
        home.close();
        long start = System.nanoTime();
        long hard = start + limitNanos;
        long soft = hard - Math.min(limitNanos / 5, 500_000_000);
        if (!seatBy(soft, hard)) {
            warnOf(null);
            return;
        }
        try {
            endAll(soft, hard);
        } finally {
            hosting.leave();
        }
    }

    private boolean seatBy(long soft, long hard) {
        if (hosting.enterByForce(soft - System.nanoTime())) return true;
        Thread running = home.scheduler.token.holder();
        if (running != null) running.interrupt();
        return hosting.enterByForce(hard - System.nanoTime());
    }

    private void endAll(long soft, long hard) {
        owning(home::sweep);
        List<Cell<?>> left = home.top.oldestFirst();
        if (!left.isEmpty()) {
            hosting.onRightThread(() -> stopThenKill(soft, hard));
            left = home.top.oldestFirst();
        }
        home.closed();
        synchronized (home) {
            owning(home::sweep);
        }
        long undelivered = home.undelivered();
        if (undelivered > 0)
            Log.logger().warn("closed with messages never delivered (was run() forgotten?): system={}, "
                    + "messages={}", system, undelivered);
        if (!left.isEmpty()) warnOf(left);
    }

    private void stopThenKill(long soft, long hard) {
        owning(home::stopAll);
        hosting.drive(Stretch.until(soft, home.top::isEmpty));
        if (home.top.isEmpty()) return;
        owning(home::killAll);
        hosting.drive(Stretch.until(Math.max(hard, System.nanoTime() + KILLING_NANOS), home.top::isEmpty));
    }

    /// Holds the token, as a turn does, without a turn.
    private void owning(Runnable work) {
        home.scheduler.token.pass(Thread.currentThread());
        try {
            work.run();
        } finally {
            home.scheduler.token.pass(null);
        }
    }

    private void warnOf(@Nullable List<Cell<?>> left) {
        String names = left == null
                ? "the one that runs: " + home.currentName()
                : String.join(", ", left.stream().limit(20).map(Cell::describe).toList());
        Log.logger().warn("closed before all actors had ended: system={}, limit={}, actors={}{}", system,
                Duration.ofNanos(limitNanos), names,
                left == null || left.size() <= 20 ? "" : " and " + (left.size() - 20) + " more");
    }
}
