package dev.troupe.internal.worker;

import dev.troupe.internal.scheduler.Turn;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A lane like [ActorLane], seen to on the spot, with one mistake in it.
final class BrokenLane {
    enum Mistake {
        /// Looks for entries before it says that it is idle, not after.
        LOOKS_EARLY,
        /// Looks whether it is idle, then makes it busy: not in one step.
        CLAIMS_IN_TWO_STEPS,
        /// Says that it is not awake when it goes to sleep, not before it says idle: which undoes who woke it
        /// meanwhile.
        SLEEPS_TOO_LATE
    }

    private static final int IDLE = 0;
    private static final int BUSY = 1;
    /// A wake-up that hasn't come by then is lost.
    private static final long LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Turn<Object> turn;
    private final Mistake mistake;
    private final Activity activity = new Activity(() -> {});
    private final Queue<Object> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger state = new AtomicInteger();
    private Thread sleeper;
    private volatile boolean awake;
    private boolean over;

    BrokenLane(Turn<Object> turn, Mistake mistake) {
        this.turn = turn;
        this.mistake = mistake;
    }

    void put(Object entry) {
        mailbox.offer(entry);
        if (claims()) start();
    }

    private boolean claims() {
        if (state.get() != IDLE) return false;
        if (mistake != Mistake.CLAIMS_IN_TWO_STEPS) return state.compareAndSet(IDLE, BUSY);
        state.set(BUSY);
        return true;
    }

    void over() {
        over = true;
    }

    private void start() {
        Thread asleep = sleeper;
        if (asleep == null) run();
        else {
            awake = true;
            LockSupport.unpark(asleep);
        }
    }

    private void run() {
        while (true) {
            for (Object entry = mailbox.poll(); entry != null; entry = mailbox.poll()) turn.take(entry);
            if (!(mistake == Mistake.SLEEPS_TOO_LATE ? rests() : idles())) return;
        }
    }

    private boolean idles() {
        if (mistake == Mistake.LOOKS_EARLY) {
            if (!mailbox.isEmpty()) return true;
            state.set(IDLE);
            return false;
        }
        state.set(IDLE);
        return !mailbox.isEmpty() && claims();
    }

    private boolean rests() {
        boolean stays = !over;
        sleeper = stays ? Thread.currentThread() : null;
        state.set(IDLE);
        if (!mailbox.isEmpty() && claims()) {
            sleeper = null;
            return true;
        }
        activity.end();
        if (!stays) return false;
        awake = false;
        long start = System.nanoTime();
        while (!awake) {
            LockSupport.parkNanos(this, LOST_NANOS);
            if (!awake && state.get() == BUSY && System.nanoTime() - start > LOST_NANOS) return false;
        }
        sleeper = null;
        return true;
    }
}
