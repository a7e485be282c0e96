package dev.troupe.ops.internal.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How many requests at once, and for how long. The HTTP server hands each request to this executor as soon as its first byte is there,
/// and reads its header, answers it and writes the answer in here. The server's own limits are properties of the whole JVM, read once;
/// so the limits are kept here, for this server alone:
///
/// - Each visit has a deadline. When it is over, its thread is interrupted, which closes the channel that it reads or writes; that
///   is so by the contract of an interruptible channel. A header that comes byte by byte ends so, and an answer that nobody reads.
/// - Past [#REQUESTS], a visit is told that there are too many, so that it answers 503. Past [#MOST], the connection is closed
///   without being read, in the server's accepting thread.
///
/// Threads are the platform's, and daemons. Virtual ones would share their carriers with the actors, on one of the engines, and a
/// dashboard is needed most when those don't come round.
final class Gate implements Executor, AutoCloseable {
    /// How many are answered at once.
    static final int REQUESTS = 64;
    /// How many are refused politely at once, besides.
    static final int MOST = 128;
    private static final ThreadLocal<@Nullable Visit> CURRENT = new ThreadLocal<>();
    private static final long LOOK_NANOS = 100_000_000;

    private final long headerNanos;
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;
    private final Thread watchdog;
    private volatile boolean closed;

    Gate(String system, Duration header) {
        this.headerNanos = header.toNanos();
        this.threads = new ThreadPoolExecutor(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("troupe-dashboard-" + system + "-", 1).factory());
        this.watchdog = Thread.ofPlatform().daemon().name("troupe-dashboard-" + system).start(this::look);
    }

    /// One request.
    final class Visit implements Runnable {
        private final Runnable exchange;
        private boolean over; // guarded by this
        private @Nullable Thread thread; // guarded by this
        private long deadline; // guarded by this
        private boolean limited; // guarded by this

        Visit(Runnable exchange) {
            this.exchange = exchange;
        }

        @Override
        public void run() {
            synchronized (this) {
                thread = Thread.currentThread();
            }
            within(headerNanos);
            visits.add(this);
            CURRENT.set(this);
            LockSupport.unpark(watchdog);
            try {
                exchange.run();
            } finally {
                CURRENT.remove();
                visits.remove(this);
                synchronized (this) {
                    over = true; // from here on nobody interrupts this thread
                }
                Thread.interrupted();
            }
        }

        /// What comes next has so long.
        synchronized void within(long nanos) {
            deadline = System.nanoTime() + nanos;
            limited = true;
        }

        /// What comes next may take as long as it likes.
        synchronized void unlimited() {
            limited = false;
        }

        private synchronized void check(long now) {
            if (limited && now - deadline >= 0) end();
        }

        private synchronized void end() {
            if (!over && thread != null) thread.interrupt();
        }
    }

    @Override
    public void execute(Runnable exchange) {
        if (closed) throw new RejectedExecutionException("dashboard is closed");
        try {
            threads.execute(new Visit(exchange));
        } catch (OutOfMemoryError e) { // no thread, or no room: an Error would end the server's accepting thread
            throw new RejectedExecutionException("dashboard has no thread for a request", e);
        }
    }

    /// The visit of the calling thread.
    static Visit visit() {
        Visit visit = CURRENT.get();
        if (visit == null)
            throw new IllegalStateException("visit must be within the gate: thread=" + Thread.currentThread());
        return visit;
    }

    /// Whether more are under way than are answered.
    boolean isCrowded() {
        return visits.size() > REQUESTS;
    }

    private void look() {
        while (!closed) {
            if (visits.isEmpty()) LockSupport.park(this);
            else LockSupport.parkNanos(this, LOOK_NANOS);
            long now = System.nanoTime();
            for (Visit visit : visits) visit.check(now);
        }
    }

    /// Ends all visits, and waits for them for at most so long.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watchdog);
        threads.shutdown();
        for (Visit visit : visits) visit.end();
        try {
            var _ = threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
