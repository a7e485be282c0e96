package dev.troupe.internal.system;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Engine;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Stretch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lets one thread at a time drive the deque, on a thread of the kind that the coroutine engine needs: the calling one, or
/// one that stands in for it while it waits.
final class Hosting {
    private final DequeScheduler<Chain> scheduler;
    private final String system;
    private final ReentrantLock seat = new ReentrantLock();
    /// Who drives in its own right; null while somebody stands in, or only looks.
    private volatile @Nullable Thread seated;
    /// How many want to drive and can't yet.
    private final AtomicInteger wanting = new AtomicInteger();

    Hosting(DequeScheduler<Chain> scheduler, String system) {
        this.scheduler = scheduler;
        this.system = system;
    }

    /// Takes the right to drive.
    ///
    /// @throws IllegalStateException if another thread has it
    void enter() {
        if (!seat.tryLock()) enterInTurn();
        seated = Thread.currentThread();
    }

    private void enterInTurn() {
        wanting.incrementAndGet();
        try {
            do {
                Thread other = seated;
                if (other != null)
                    throw new IllegalStateException("a system is driven by one thread at a time: system=" + system
                            + ", driven by=" + other.getName());
                // who stands in or only looks, who is about to drive, or who has just ended
                scheduler.nudge();
            } while (!tryLock(100_000));
        } finally {
            wanting.decrementAndGet();
        }
    }

    /// Drives if nobody does, until `enough` or the deadline, or until somebody else comes to drive.
    ///
    /// @return false if somebody drives, or wants to
    boolean tryStandIn(long deadlineNanos, BooleanSupplier enough) {
        if (wanting.get() > 0 || !tryLock(0)) return false;
        try {
            drive(Stretch.staying(deadlineNanos, false, () -> wanting.get() > 0 || enough.getAsBoolean()));
        } finally {
            seat.unlock();
        }
        return true;
    }

    /// Takes the right to drive if it is free within a time.
    boolean tryEnter(long nanos) {
        if (!tryLock(nanos)) return false;
        seated = Thread.currentThread();
        return true;
    }

    private boolean tryLock(long nanos) {
        boolean interrupted = Thread.interrupted();
        try {
            return seat.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /// Does something with the token if nobody drives within a time. Who comes to drive meanwhile waits for it. Who has the
    /// right to drive already is not given the token once more, for it would have none afterwards.
    boolean tryOwning(long nanos, Runnable work) {
        if (seat.isHeldByCurrentThread() || !tryLock(nanos)) return false;
        try {
            owning(work);
        } finally {
            seat.unlock();
        }
        return true;
    }

    /// Takes the right to drive from whoever has it: makes that thread's drive return after the turn that runs.
    ///
    /// @param nanos how long to try; the largest long for ever
    /// @return false if it hasn't returned in time
    boolean enterByForce(long nanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (!seat.tryLock()) {
                scheduler.evict();
                long left = nanos - (System.nanoTime() - start);
                if (left <= 0) return false;
                try {
                    if (seat.tryLock(Math.min(left, 5_000_000), TimeUnit.NANOSECONDS)) break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
        seated = Thread.currentThread();
        return true;
    }

    void leave() {
        seated = null;
        seat.unlock();
    }

    /// Holds the token, as a turn does, without a turn. The caller has the right to drive, and doesn't.
    void owning(Runnable work) {
        scheduler.pass(Thread.currentThread());
        try {
            work.run();
        } finally {
            scheduler.pass(null);
        }
    }

    /// Drives for a stretch; the caller has the right to.
    ///
    /// @return whether nothing is left to do
    boolean drive(Stretch stretch) {
        boolean[] idle = {false};
        onRightThread(() -> idle[0] = scheduler.drive(stretch, Chain::resume));
        return idle[0];
    }

    /// Runs something on a thread that can resume bodies; the caller has the right to drive.
    void onRightThread(Runnable work) {
        boolean virtual = Engine.chosen().drivesOnVirtualThread();
        // a body that drives another system must not lend its own stack to that system's coroutines
        if (Thread.currentThread().isVirtual() == virtual && !Engine.insideCoroutine()) {
            work.run();
            return;
        }
        Throwable[] failure = {null};
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (Throwable t) {
                failure[0] = t;
            }
        };
        String name = system + "-host";
        Thread host = virtual
                ? Thread.ofVirtual().name(name).start(guarded)
                : Thread.ofPlatform().name(name).daemon().start(guarded);
        join(host);
        if (failure[0] instanceof RuntimeException e) throw e;
        if (failure[0] instanceof Error e) throw e;
    }

    private static void join(Thread host) {
        boolean interrupted = false;
        while (true) {
            try {
                host.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                host.interrupt();
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
