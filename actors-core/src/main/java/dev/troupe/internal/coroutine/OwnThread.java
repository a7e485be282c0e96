package dev.troupe.internal.coroutine;

/// A body on a thread that is its driver's as well, and that nobody else needs: no stack is ever left. Where the body waits,
/// its driver's work goes on inside the wait, on the same thread, until it is the body's turn again.
///
/// To the engines such a thread is a plain one: generators that the body calls are stepped as from any thread, and what they
/// wait for on the body's behalf, they wait for inside their own stack.
final class OwnThread extends Coroutine {
    /// The thread that runs the body, or a generator for it; written by it.
    private volatile Thread thread = Thread.currentThread();

    OwnThread(Runnable body) {
        super(body);
    }

    /// Runs the body to its end.
    void run() {
        thread = Thread.currentThread();
        runBody();
        Thread.interrupted();
        Chain mine = chain();
        mine.top = null;
        mine.driver.ended(mine);
    }

    @Override
    void leave() {
        Chain mine = chain();
        lent = true;
        boolean interrupted = Thread.interrupted();
        try {
            Chain next = mine.driver.next();
            if (next != mine) throw new IllegalStateException("a thread of one body's own was given another");
        } finally {
            lent = false;
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private Chain chain() {
        Chain mine = chain;
        if (mine == null) throw new IllegalStateException("a coroutine that nobody drives can't suspend");
        return mine;
    }

    @Override
    void switchTo(Coroutine next) {
        throw new IllegalStateException("a body with a thread of its own doesn't lend it");
    }

    @Override
    void interrupt() {
        thread.interrupt();
    }
}
