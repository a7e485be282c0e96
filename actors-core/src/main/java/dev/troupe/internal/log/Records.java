package dev.troupe.internal.log;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Records on their way to `System.err`. Any thread may call it; nobody waits for another.
///
/// *Why no lock.* A body on a virtual thread that waits for the stream's lock leaves its thread and stands first in the lock's
/// queue. If the thread that would have to resume it then logs as well and stands behind it, neither gets on.
///
/// *The writer's seat.* A record goes into the queue, and whoever finds the seat free takes it and writes all that is queued, its
/// own among it. Who finds it taken leaves: the writer looks once more after it has got up, so one of the two sees to it. What
/// only one thread logs is written before its call returns.
///
/// *The bound* counts while somebody writes who doesn't get on. What is refused then is counted, and the number written as soon
/// as there is a writer again. When the JVM ends, the queue is written by who ends it, even if the one in the seat doesn't get on.
final class Records {
    /// Those of the JVM.
    static final Records ERR = new Records(2_000);
    private static final long MOMENT_NANOS = 1_000_000;
    private static final int MOMENTS = 100;

    private final int bound;
    private final Queue<String> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicBoolean seat = new AtomicBoolean();
    private volatile boolean ending;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(ERR::end, "troupe-log-end"));
        } catch (IllegalStateException e) {
            // it ends already, and nobody is left to write what a writer who doesn't get on leaves
        }
    }

    /// @param bound how many wait for a writer at most
    Records(int bound) {
        this.bound = bound;
    }

    /// Writes a record, or leaves it to who writes now.
    void add(String record) {
        if (waiting.incrementAndGet() <= bound) queue.add(record);
        else {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
        }
        while (isDue() && (seat.compareAndSet(false, true) || ending)) {
            try {
                write();
            } finally {
                seat.set(false);
            }
        }
    }

    private boolean isDue() {
        return !queue.isEmpty() || dropped.get() > 0;
    }

    private void write() {
        for (String record = queue.poll(); record != null; record = queue.poll()) {
            waiting.decrementAndGet();
            print(record);
        }
        int lost = dropped.getAndSet(0);
        if (lost > 0)
            print("WARN dev.troupe: log records were dropped, since too many waited to be written: dropped="
                    + lost + ", bound=" + bound + System.lineSeparator());
    }

    private static void print(String record) {
        try {
            System.err.print(record);
        } catch (RuntimeException e) {
            // there is nowhere left to say so, and who logs is not to blame
        }
    }

    /// Writes what is left. Whoever writes is given a moment; if he doesn't get on, who logs writes by itself from then on.
    void end() {
        boolean seated = seat.compareAndSet(false, true);
        for (int moment = 0; moment < MOMENTS && !seated; moment++) {
            LockSupport.parkNanos(MOMENT_NANOS);
            seated = seat.compareAndSet(false, true);
        }
        if (!seated) ending = true;
        try {
            write();
        } finally {
            if (seated) seat.set(false);
        }
    }
}
