package dev.troupe.internal.scheduler;

import dev.troupe.spi.SystemClock;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jctools.queues.varhandle.MpscLinkedVarHandleQueue;

/// Timers that any thread may set and cancel, for lanes that no one thread drives. A daemon thread of its own owns them, and
/// puts the entries that are due; it starts with the first timer.
///
/// *No lock.* Who sets or cancels a timer leaves it in a queue, and the timer's own state says whether it still counts. So a
/// timer that is cancelled before the thread has looked never gets among the pending ones, its cancelling leaves nothing, and
/// neither costs a wake-up: the thread is woken for a timer that is sooner than all it knows, or when much has been left.
///
/// *Lost wake-ups.* The thread says until when it will sleep, looks into the queue once more, and parks; who leaves
/// something looks at that time afterwards, with a full fence between.
public final class Alarm<C> {
    private static final long FAR = Long.MAX_VALUE / 4;
    private static final int MUCH = 1_024;

    private final String name;
    private final SystemClock clock;
    private final IntConsumer outstanding;
    private final Consumer<Throwable> failures;
    private final Queue<Timer<C>> left = new MpscLinkedVarHandleQueue<>(); // any thread
    private final AtomicInteger cancelled = new AtomicInteger(); // any thread; those that it knew
    private final AtomicBoolean started = new AtomicBoolean(); // any thread
    private final Parking parking = new Parking(); // any thread
    private final Timers<C> timers = new Timers<>(); // the thread's
    private long loops; // the thread's
    private volatile long soonest; // written by the thread
    private volatile boolean rests = true; // written by the thread
    private volatile long rounds; // written by the thread
    private volatile boolean closed; // any thread

    /// @param name of the thread
    /// @param outstanding told of each timer that will put an entry by itself (`+1`), and of its end (`-1`), from any thread
    public Alarm(String name, SystemClock clock, IntConsumer outstanding, Consumer<Throwable> failures) {
        this.name = name;
        this.clock = clock;
        this.outstanding = outstanding;
        this.failures = failures;
        this.soonest = clock.nanoTime() + FAR;
    }

    // ---- any thread

    /// Puts an entry into a lane at a point in time.
    public Timer<C> set(long deadlineNanos, Lane<C> lane, Turn<C> turn, Object argument) {
        return add(new Timer<>(deadlineNanos, timers.next(), lane, turn, argument));
    }

    /// Has the alarm's thread do something at a point in time: what doesn't wait for anything.
    public Timer<C> set(long deadlineNanos, Runnable work) {
        return add(new Timer<>(deadlineNanos, timers.next(), null, nobody -> null, work));
    }

    /// The same, but nothing waits for that to happen: it doesn't count as going on.
    public Timer<C> aside(long deadlineNanos, Runnable work) {
        return set(deadlineNanos, new Aside(work));
    }

    private record Aside(Runnable work) implements Runnable {
        @Override
        public void run() {
            work.run();
        }
    }

    private Timer<C> add(Timer<C> timer) {
        if (counts(timer)) outstanding.accept(1);
        leave(timer, timer.deadlineNanos, timer.sequence % MUCH == 0);
        if (!started.get() && started.compareAndSet(false, true)) start();
        return timer;
    }

    /// Cancels a timer.
    ///
    /// @return whether it was still pending
    public boolean cancel(Timer<C> timer) {
        int before = timer.end();
        if (before == Timer.OVER) return false;
        if (counts(timer)) outstanding.accept(-1);
        // one that the thread hasn't taken in yet it won't
        if (before == Timer.PENDING) leave(timer, soonest, cancelled.incrementAndGet() % MUCH == 0);
        return true;
    }

    /// Whether it will put an entry by itself.
    private boolean counts(Timer<C> timer) {
        return clock.movesByItself() && !(timer.argument instanceof Aside);
    }

    private void leave(Timer<C> timer, long deadlineNanos, boolean much) {
        left.offer(timer);
        if (much || deadlineNanos - soonest < 0) parking.wake();
    }

    private void start() {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        parking.host(thread);
        thread.start();
    }

    /// Counts what the thread has done; `-1` while there is something for it to do at once. If it is the same before and after
    /// another look, nothing came from here between.
    public long settled() {
        if (!left.isEmpty() || !rests || soonest - clock.nanoTime() <= 0) {
            parking.wake();
            return -1;
        }
        return rounds;
    }

    /// How many timers are set, as far as its thread knows them. Any thread may ask.
    public int pending() {
        return closed ? 0 : timers.size();
    }

    /// The thread ends; what is pending is dropped.
    public void close() {
        closed = true;
        parking.wake();
    }

    // ---- its thread

    private void run() {
        while (!closed) {
            rests = false;
            takeIn();
            for (Timer<C> due = timers.pollDue(clock.nanoTime()); due != null; due = timers.pollDue(clock.nanoTime()))
                fire(due);
            Timer<C> first = timers.first();
            soonest = first == null ? clock.nanoTime() + FAR : first.deadlineNanos;
            rounds = ++loops;
            rests = true;
            // after all of that is written, so that who leaves something later sees it
            outstanding.accept(0);
            if (left.isEmpty() && !closed) clock.park(soonest, FAR);
        }
    }

    private void takeIn() {
        for (Timer<C> timer = left.poll(); timer != null; timer = left.poll()) {
            if (timer.takenIn()) timers.add(timer);
            else timers.cancel(timer);
        }
    }

    /// What an entry's way in lets out, against the rule, must not end the thread on which all timers rely.
    private void put(Timer<C> due) {
        try {
            due.put();
        } catch (Throwable t) {
            failures.accept(t);
        }
    }

    private void fire(Timer<C> due) {
        boolean counted = counts(due);
        if (!counted) outstanding.accept(1);
        boolean pending = due.end() != Timer.OVER;
        if (pending) put(due);
        // who has cancelled a counted one has told so
        if (pending || !counted) outstanding.accept(-1);
    }
}
