package dev.troupe.internal.coroutine;

import org.jspecify.annotations.Nullable;

/// Plain virtual threads of which the one that holds the baton runs: needs no flag, and is the fallback that always works.
///
/// A hand-over costs a wake-up, so there is one for each suspension, not two: whoever suspends asks the driver for what
/// comes next (which runs handlers on the way, on the suspending body's thread) and hands the baton straight to that body.
/// If what comes next is the body that asked, it goes on without any. Only when nothing is left does the baton go back to
/// the driver's own thread, which should be virtual too: waking a platform thread costs ten times as much.
///
/// What runs on the suspending body's thread is a guest there: it sees that thread's locals and shares its stack. The
/// interrupt status is put aside for it.
///
/// A body that blocks keeps the baton, and so holds up its deque as a handler does.
///
/// *Pinned stacks.* A parked virtual thread with a native frame or a class initialiser on its stack would keep its carrier
/// thread; a few of them would stop every virtual thread of the JVM. No public API tells cheaply whether a thread is
/// pinned, so the stack is walked at the first suspensions of each coroutine and then at ever rarer ones.
final class BatonEngine extends Engine {
    @Override
    public String name() {
        return "baton";
    }

    @Override
    public boolean drivesOnVirtualThread() {
        return true;
    }

    @Override
    Coroutine create(Runnable body) {
        return new Runner(body);
    }

    @Override
    @Nullable Coroutine current() {
        return ofThisVirtualThread();
    }

    @Override
    void resume(Chain chain) {
        Driver driver = chain.driver;
        Thread host = Thread.currentThread();
        Seat seat = driver.seat;
        if (seat == null || seat.thread != host) driver.seat = seat = new Seat(host);
        pass(chain.top, driver);
        seat.await();
    }

    /// Hands the baton to a coroutine of a chain of `driver`, or to the driver's own thread.
    private static void pass(@Nullable Coroutine to, Driver driver) {
        if (to != null) {
            ((Runner) to).hand(driver);
            return;
        }
        Seat seat = driver.seat;
        if (seat == null) throw new IllegalStateException("the baton has nowhere to go");
        driver.token.pass(seat.thread);
        seat.hand();
    }

    private static final class Runner extends Coroutine implements Thread.UncaughtExceptionHandler {
        private final Seat seat;
        private boolean started;
        private int suspensions;

        Runner(Runnable body) {
            super(body);
            seat = new Seat(Thread.ofVirtual().inheritInheritableThreadLocals(false).uncaughtExceptionHandler(this)
                    .unstarted(this::run));
        }

        void hand(Driver driver) {
            driver.token.pass(seat.thread);
            if (started) {
                seat.hand();
                return;
            }
            started = true;
            seat.thread.start();
        }

        private void run() {
            runBody();
            Chain current = chain();
            Driver driver = current.driver;
            current.top = caller;
            if (caller != null) {
                pass(caller, driver);
                return;
            }
            Thread.interrupted();
            driver.ended(current);
            Chain next = driver.next();
            pass(next == null ? null : next.top, driver);
        }

        @Override
        void switchTo(Coroutine next) {
            refuseIfPinned();
            Chain current = chain();
            current.top = next;
            pass(next, current.driver);
            seat.await();
        }

        @Override
        void leave() {
            refuseIfPinned();
            Chain current = chain();
            Driver driver = current.driver;
            lent = true;
            boolean interrupted = Thread.interrupted();
            Chain next = driver.next();
            Thread.interrupted();
            if (interrupted) seat.thread.interrupt();
            lent = false;
            if (next == current) return;
            pass(next == null ? null : next.top, driver);
            seat.await();
        }

        @Override
        void interrupt() {
            seat.thread.interrupt();
        }

        @Override
        public void uncaughtException(Thread t, Throwable e) {
            // runBody lets nothing out
        }

        private Chain chain() {
            Chain current = chain;
            if (current == null) throw new IllegalStateException("a coroutine that nobody drives can't suspend");
            return current;
        }

        private void refuseIfPinned() {
            int count = ++suspensions;
            if (count > 8 && (count & count - 1) != 0) return;
            String reason = Pinning.reason();
            if (reason != null) throw new PinnedException(reason);
        }
    }
}
