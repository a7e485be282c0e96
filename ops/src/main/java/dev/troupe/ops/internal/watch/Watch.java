package dev.troupe.ops.internal.watch;

import dev.troupe.ops.internal.listen.Mishaps;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.WorkerFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Collects while somebody watches, and only then.
///
/// Somebody watches while there is a follower, or has been a poll within the grace. The first one begins a [Session]: the probe is
/// attached, a tick is taken, and a thread takes one a second from then on. At each tick it looks whether anybody still watches; if
/// not, the session is closed, all that was collected goes, and the thread ends. So an unwatched system has neither probe nor thread.
///
/// All of it runs on threads of the dashboard's, which may wait for a lock. Followers are told on the ticking thread and must not
/// wait there.
public final class Watch implements AutoCloseable {
    /// How often a tick is taken.
    public static final Duration PERIOD = Duration.ofSeconds(1);
    /// For how long after a poll the system is watched.
    public static final Duration GRACE = Duration.ofSeconds(5);

    private final Inspection inspection;
    private final long periodNanos;
    private final long graceNanos;
    private final List<Consumer<? super Overview>> followers = new CopyOnWriteArrayList<>();
    private @Nullable Session session; // guarded by this
    private @Nullable Thread ticker; // guarded by this
    private long polledNanos; // guarded by this
    private boolean closed; // guarded by this

    /// Collects with another rhythm, for tests.
    public Watch(Inspection inspection, Duration period, Duration grace) {
        this.inspection = inspection;
        this.periodNanos = period.toNanos();
        this.graceNanos = grace.toNanos();
    }

    /// Troupe's version.
    public static String version() {
        return Machine.VERSION;
    }

    /// What was collected; begins to collect if nobody watched.
    ///
    /// @throws IllegalStateException if it is closed
    public View poll() {
        return new View(running());
    }

    private synchronized Session running() {
        if (closed) throw new IllegalStateException("dashboard must be open: system=" + inspection.system());
        polledNanos = System.nanoTime();
        if (session == null) {
            Session fresh = new Session(inspection);
            try {
                ticker = Thread.ofPlatform().daemon().name("troupe-ticks-" + inspection.system()).start(this::tick);
            } catch (RuntimeException | Error e) {
                fresh.close();
                throw e;
            }
            session = fresh;
        }
        return session;
    }

    /// Has somebody told the overview, now and at each tick, until the result is run.
    public Runnable follow(Consumer<? super Overview> follower) {
        Overview first = running().lastOverview();
        follower.accept(first);
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /// Whether anybody watches, as far as it is known.
    public synchronized boolean isWatched() {
        return session != null;
    }

    private void tick() {
        try {
            for (Session now = next(); now != null; now = next()) tick(now);
        } finally {
            leave(Thread.currentThread()); // with a session and no ticks, nobody would ever begin another
        }
    }

    /// An Error doesn't end the ticks: it may be of one moment, as when memory is short.
    private void tick(Session now) {
        try {
            Overview overview = now.tick();
            for (Consumer<? super Overview> follower : followers) tell(follower, overview);
        } catch (Throwable thrown) {
            Mishaps.log("a dashboard's tick has failed", thrown);
        }
    }

    private static void tell(Consumer<? super Overview> follower, Overview overview) {
        try {
            follower.accept(overview);
        } catch (Throwable thrown) {
            Mishaps.log("who follows a dashboard's ticks has failed", thrown);
        }
    }

    /// Waits for the next tick's time; null if nobody watches any more.
    private @Nullable Session next() {
        Session over;
        synchronized (this) {
            long due = System.nanoTime() + periodNanos;
            try {
                for (long left = periodNanos; left > 0 && !closed; left = due - System.nanoTime())
                    wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                closed = true;
            }
            if (!closed && (!followers.isEmpty() || System.nanoTime() - polledNanos < graceNanos)) return session;
            // with the same lock held: who begins to follow after that must find no session that ends
            over = given(Thread.currentThread());
        }
        if (over != null) over.close();
        return null;
    }

    /// Ends the session of a ticking thread, if it still is its.
    private void leave(Thread ticking) {
        Session over;
        synchronized (this) {
            over = given(ticking);
        }
        if (over != null) over.close();
    }

    /// The session of a ticking thread, if it still is its, which has none from then on. The caller holds the lock.
    private @Nullable Session given(Thread ticking) {
        if (ticker != ticking) return null;
        Session over = session;
        session = null;
        ticker = null;
        return over;
    }

    /// What is known at a moment.
    public static final class View {
        private final Session session;

        private View(Session session) {
            this.session = session;
        }

        /// The overview of the last tick.
        public Overview overview() {
            return session.lastOverview();
        }

        /// How an actor's sampled messages were processed; null if none was.
        public @Nullable Times processing(String actor) {
            return session.times().processing(actor);
        }

        /// How an actor's sampled messages have waited; null if none was seen.
        public @Nullable Times wait(String actor) {
            return session.times().wait(actor);
        }

        /// The same as [#processing] of a group.
        public @Nullable Times processingOf(String group) {
            return session.times().processingOf(group);
        }

        /// The same as [#wait(String)] of a group.
        public @Nullable Times waitOf(String group) {
            return session.times().waitOf(group);
        }

        /// The workers at the last tick.
        public List<WorkerRow> workers() {
            Pace pace = session.pace();
            List<WorkerRow> rows = new ArrayList<>();
            for (WorkerFigures worker : pace.now().workers())
                rows.add(new WorkerRow(worker, pace.utilisation(worker), pace.turnRate(worker)));
            return rows;
        }

        /// The pools at the last tick.
        public List<PoolRow> pools() {
            Pace pace = session.pace();
            List<PoolRow> rows = new ArrayList<>();
            for (PoolFigures pool : pace.now().pools()) rows.add(new PoolRow(pool, pace.endedRate(pool)));
            return rows;
        }
    }

    /// A worker, and what it did over the last tick; -1 if that isn't known.
    public record WorkerRow(WorkerFigures figures, double utilisation, double turnRate) {}

    /// A pool, and how much of its work has ended a second over the last tick; -1 if that isn't known.
    public record PoolRow(PoolFigures figures, double rate) {}

    /// Ends all watching. Waits for who ticks, at most a second; the probe is gone then, even if a tick isn't over.
    @Override
    public void close() {
        Thread ticking;
        synchronized (this) {
            closed = true;
            ticking = ticker;
            notifyAll();
        }
        if (ticking == null || ticking == Thread.currentThread()) return;
        try {
            ticking.join(Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        leave(ticking);
    }
}
