package dev.troupe.internal.offload;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether a piece of work waits, runs or is over, and that an interrupt hits it and nothing else.
///
/// | from | to | by |
/// |---|---|---|
/// | WAITING | RUNNING | the thread of the crew that takes it |
/// | WAITING | OVER | who cancels it or closes the pool: it never runs |
/// | RUNNING | INTERRUPTING | who cancels it, the limit, or the close |
/// | INTERRUPTING | INTERRUPTED | the same, when the interrupt is sent |
/// | RUNNING, INTERRUPTED | OVER | the thread of the crew, when the work has returned |
///
/// The thread waits for INTERRUPTING to pass before it takes other work: so an interrupt that is on its way arrives before.
final class RunState {
    private static final int WAITING = 0;
    private static final int RUNNING = 1;
    private static final int INTERRUPTING = 2;
    private static final int INTERRUPTED = 3;
    private static final int OVER = 4;

    private final AtomicInteger state = new AtomicInteger();

    /// The calling thread takes the work.
    ///
    /// @return false if it never will run
    boolean begin() {
        return state.compareAndSet(WAITING, RUNNING);
    }

    /// The work is not to run.
    ///
    /// @return false if it has begun
    boolean withdraw() {
        return state.compareAndSet(WAITING, OVER);
    }

    /// Interrupts the work once if it runs.
    ///
    /// @param interrupt sends the interrupt to the thread that called [#begin()]
    void interrupt(Runnable interrupt) {
        if (!state.compareAndSet(RUNNING, INTERRUPTING)) return;
        try {
            interrupt.run();
        } finally {
            state.set(INTERRUPTED);
        }
    }

    /// The work has returned: nobody interrupts its thread for it from now on. Called by that thread.
    @SuppressWarnings("ThreadPriorityCheck") // the other thread has two steps to go
    void over() {
        while (!state.compareAndSet(RUNNING, OVER) && !state.compareAndSet(INTERRUPTED, OVER)) Thread.yield();
    }
}
