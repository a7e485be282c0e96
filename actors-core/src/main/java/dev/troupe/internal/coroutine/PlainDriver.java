package dev.troupe.internal.coroutine;

import dev.troupe.internal.port.RunToken;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Steps one coroutine on a thread that is no coroutine: a generator used from a main method, a test, a pool.
///
/// Where the engine can't drive on the calling thread (a mounted engine on a user's virtual thread), a platform thread is
/// lent for the step. Where the body blocks and gives its carrier up, the calling thread waits for it.
final class PlainDriver extends Driver {
    private final Thread waiter = Thread.currentThread();
    private boolean blocked;
    private volatile boolean unblocked;

    private PlainDriver() {
        super(RunToken.ofThisThread());
    }

    static void step(Coroutine coroutine) {
        if (Engine.chosen().drivesOnVirtualThread() || !Thread.currentThread().isVirtual())
            new PlainDriver().run(coroutine);
        else
            lend(() -> new PlainDriver().run(coroutine));
    }

    private void run(Coroutine coroutine) {
        coroutine.caller = null;
        Chain chain = new Chain(this, null, coroutine);
        token.pass(waiter);
        // mounting a stack would drop this thread's status
        boolean interrupted = Thread.interrupted();
        try {
            chain.resume();
            while (blocked) {
                awaitUnblocked();
                chain.resume();
            }
        } finally {
            if (interrupted) waiter.interrupt();
        }
    }

    private void awaitUnblocked() {
        boolean interrupted = false;
        while (!unblocked) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) waiter.interrupt();
        unblocked = false;
        blocked = false;
    }

    @Override
    protected @Nullable Chain next() {
        return null;
    }

    @Override
    protected void blocked(Chain chain) {
        blocked = true;
    }

    @Override
    protected void ended(Chain chain) {}

    @Override
    protected void unblocked(Chain chain) {
        unblocked = true;
        LockSupport.unpark(waiter);
    }

    private static void lend(Runnable step) {
        Future<?> done = Lender.POOL.submit(step);
        boolean interrupted = false;
        while (true) {
            try {
                done.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a lent thread failed", e.getCause());
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// Platform threads lent to virtual ones; they end after a minute without work.
    private static final class Lender {
        static final ExecutorService POOL = Executors
                .newCachedThreadPool(Thread.ofPlatform().daemon().name("troupe-lent-", 1).factory());
    }
}
