package dev.troupe.internal.coroutine;

import java.util.concurrent.locks.LockSupport;

/// Where a thread of the baton engine waits for the baton. A hand-over is `go = true` and an unpark; the waiter parks
/// until it sees `go`, so that neither a stray permit nor a hand-over before it parks is lost.
final class Seat {
    final Thread thread;
    private volatile boolean go;

    Seat(Thread thread) {
        this.thread = thread;
    }

    void hand() {
        go = true;
        LockSupport.unpark(thread);
    }

    /// Waits for the baton. An interrupt would make every park return at once: the status is put aside and restored.
    void await() {
        boolean interrupted = false;
        while (!go) {
            LockSupport.park();
            if (Thread.interrupted()) interrupted = true;
        }
        go = false;
        if (interrupted) thread.interrupt();
    }
}
