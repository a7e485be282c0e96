package dev.troupe.internal.worker;

import dev.troupe.internal.port.RunToken;
import dev.troupe.internal.scheduler.Alarm;
import dev.troupe.internal.scheduler.Lane;
import dev.troupe.internal.scheduler.Timer;
import dev.troupe.internal.scheduler.Turn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jctools.queues.varhandle.MpscLinkedVarHandleQueue;
import org.jctools.queues.varhandle.unpadded.MpscLinkedVarHandleUnpaddedQueue;
import org.jspecify.annotations.Nullable;

/// The lane of one actor: what waits for it, and whether some thread sees to that.
///
/// *One at a time.* A lane is idle or busy. Whoever puts an entry and finds it idle makes it busy, by compare-and-set, and
/// so has the one duty to get it a thread; the thread that finds nothing waiting makes it idle. Between, the lane belongs to
/// one thread after the other, each of which passes it on by a queue: so what one turn wrote, the next sees.
///
/// *No lost wake-up.* Who puts first adds, then looks at the state; who goes idle first writes the state, then looks for
/// entries. Both writes are volatile (the mailbox's own exchange, and the state), so one of the two sees the other.
///
/// *A thread of its own.* Where lanes have one, it sees to nothing else: it takes the turns from inside the body's wait
/// ([#next()]), and sleeps there. It is woken by who makes the lane busy.
public final class ActorLane<C> extends Lane<C> {
    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final boolean ONE_CARRIER = Integer.getInteger("jdk.virtualThreadScheduler.parallelism",
            Runtime.getRuntime().availableProcessors()) == 1;
    private static final long MOMENT_NANOS = 20_000;
    private static final VarHandle STATE;
    private static final VarHandle SIGNALS;
    private static final VarHandle UNCOUNTED;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ActorLane.class, "state", int.class);
            UNCOUNTED = MethodHandles.lookup().findVarHandle(ActorLane.class, "uncounted", int.class);
            SIGNALS = MethodHandles.lookup().findVarHandle(ActorLane.class, "signals",
                    MpscLinkedVarHandleUnpaddedQueue.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Turn<C> turn;
    private final Threading<C> threading;
    private final Alarm<C> alarm;
    private final MpscLinkedVarHandleQueue<Object> mailbox = Queues.mailbox(); // any thread
    private volatile @Nullable MpscLinkedVarHandleUnpaddedQueue<Object> signals; // any thread; made on first need
    private volatile int state; // any thread
    /// Entries put into the mailbox that are not counted among what waits; and those of them that were taken out, by the holder.
    private volatile int uncounted; // any thread
    private int uncountedTaken;
    /// The worker that sees to it now; the holder's.
    @Nullable Worker<C> worker;
    /// The thread that sleeps in it; written by that thread while the lane is busy.
    private @Nullable Thread sleeper;
    /// Whether the sleeper is to go on.
    private volatile boolean awake;
    private boolean over;
    /// On threads of its own.
    private int turns;

    /// @param turn who has turns here
    public ActorLane(Turn<C> turn, Threading<C> threading, Alarm<C> alarm) {
        this.turn = turn;
        this.threading = threading;
        this.alarm = alarm;
    }

    // ---- any thread

    @Override
    public void putOutside(Turn<C> whose, Object argument, boolean urgent) {
        if (urgent) signals().offer(argument);
        else add(argument);
        if (state == IDLE) threading.ready(this);
    }

    private void add(Object argument) {
        if (!turn.isCounted(argument)) UNCOUNTED.getAndAdd(this, 1);
        mailbox.offer(argument);
    }

    /// How many entries that are counted wait, at most: those taken out meanwhile may be missed. Any thread may ask; it costs a
    /// look at each.
    public int messages() {
        int taken = uncountedTaken;
        VarHandle.loadLoadFence();
        int all = mailbox.size();
        VarHandle.loadLoadFence();
        return Math.max(0, all - (uncounted - taken));
    }

    /// Makes it busy, if it is idle.
    ///
    /// @return whether the caller has, and so is to get it a thread
    boolean becomesBusy() {
        return STATE.compareAndSet(this, IDLE, BUSY);
    }

    /// Has a thread see to the lane, which counts as begun: the one that sleeps in it, or another.
    void start() {
        Thread asleep = sleeper;
        if (asleep == null) threading.start(this);
        else {
            awake = true;
            LockSupport.unpark(asleep);
        }
    }

    private MpscLinkedVarHandleUnpaddedQueue<Object> signals() {
        MpscLinkedVarHandleUnpaddedQueue<Object> made = signals;
        if (made != null) return made;
        SIGNALS.compareAndSet(this, null, Queues.signals());
        MpscLinkedVarHandleUnpaddedQueue<Object> first = signals;
        if (first == null) throw new IllegalStateException("a lane's signals have gone");
        return first;
    }

    @Override
    public boolean hasOwnThread() {
        return threading.ownThreads();
    }

    @Override
    public void at(long deadlineNanos, Runnable work) {
        alarm.aside(deadlineNanos, work);
    }

    /// A body that has the thread for itself is the only one to be interrupted; one that sleeps here doesn't notice.
    @Override
    public void interrupt() {
        Thread running = threading.ownThreads() && state == BUSY && sleeper == null ? holder() : null;
        if (running != null && !(running instanceof Worker)) running.interrupt();
    }

    /// Whether nothing waits, at some moment.
    private boolean isEmpty() {
        return mailbox.isEmpty() && !hasSignals();
    }

    private boolean hasSignals() {
        MpscLinkedVarHandleUnpaddedQueue<Object> urgent = signals;
        return urgent != null && !urgent.isEmpty();
    }

    // ---- the holder

    @Override
    public void put(Turn<C> whose, Object argument) {
        add(argument);
    }

    @Override
    public void putFirst(Turn<C> whose, Object argument) {
        signals().offer(argument);
    }

    @Override
    public Timer<C> putAt(long deadlineNanos, Turn<C> whose, Object argument) {
        return alarm.set(deadlineNanos, this, turn, argument);
    }

    @Override
    public boolean cancel(Timer<C> timer) {
        return alarm.cancel(timer);
    }

    @Override
    public void outstanding(int change) {
        threading.activity.outstanding(change);
    }

    @Override
    public Turn<C> running() {
        return turn;
    }

    @Override
    public void runs(Turn<C> whose) {}

    @Override
    public void over() {
        over = true;
    }

    @Override
    public @Nullable Object takeNow(Predicate<Object> fits) {
        if (hasSignals()) return null;
        Object entry = mailbox.relaxedPeek();
        Worker<C> by = worker;
        if (entry == null || !fits.test(entry) || by != null && by.isBatchOver()) return null;
        if (by == null) turned();
        return takeOut();
    }

    @Override
    public boolean isShareOver() {
        Worker<C> by = worker;
        if (by == null) turned();
        return by != null && by.isBatchOver();
    }

    @Override
    public void sweep(Consumer<Object> taker) {
        for (int waiting = mailbox.size(); waiting > 0; waiting--) {
            Object entry = mailbox.poll();
            if (entry == null) continue;
            arrived(entry);
            taker.accept(entry);
        }
    }

    /// Whether something waits in it or is seen to. A moment's figure.
    public boolean isBusy() {
        return state == BUSY;
    }

    /// How it gets its threads.
    public Threading<C> threading() {
        return threading;
    }

    private @Nullable Object poll() {
        MpscLinkedVarHandleUnpaddedQueue<Object> urgent = signals;
        if (urgent != null) {
            Object signal = urgent.relaxedPoll();
            if (signal != null) return signal;
        }
        return takeOut();
    }

    private @Nullable Object takeOut() {
        Object entry = mailbox.relaxedPoll();
        if (entry != null) arrived(entry);
        return entry;
    }

    /// It is counted as arrived only when it can't be found in the mailbox any more, see [#messages()].
    private void arrived(Object entry) {
        VarHandle.storeStoreFence();
        if (!turn.arrived(entry)) uncountedTaken++;
    }

    /// Turns let nothing out. If one does, against the rule, the thread must not die of it: others rely on it.
    private @Nullable C taken(Object entry) {
        try {
            return turn.take(entry);
        } catch (Throwable t) {
            threading.failures.accept(t);
            return null;
        }
    }

    private void resume(C resumed) {
        try {
            threading.resume.accept(resumed);
        } catch (Throwable t) {
            threading.failures.accept(t);
        }
    }

    // ---- on a worker

    /// Takes turns until nothing waits or the batch is over. The lane is busy, and the caller's.
    ///
    /// @return whether more waits, so that the lane stays busy and the caller has to find it a place behind others
    boolean run(Worker<C> by) {
        pass(by);
        worker = by;
        by.beginBatch();
        boolean more = true;
        do {
            Object entry = poll();
            if (entry == null) {
                more = false;
                break;
            }
            C resumed = taken(entry);
            if (resumed != null) resume(resumed);
        } while (!by.isBatchOver());
        by.endBatch();
        worker = null;
        pass(null);
        if (more) return true;
        state = IDLE;
        if (!isEmpty() && becomesBusy()) return true;
        by.ended();
        return false;
    }

    // ---- on a thread of its own

    /// Has a new thread see to the lane, which is busy.
    void moveTo(OwnThreads<C> threads) {
        Thread thread = threads.thread(this::alone);
        pass(thread);
        thread.start();
    }

    private void alone() {
        RunToken.enter(() -> this);
        for (C resumed = take(false); resumed != null; resumed = take(false)) resume(resumed);
    }

    @Override
    public @Nullable C next() {
        return take(true);
    }

    /// Counts a turn on a thread of its own, and is fair to other virtual threads: nobody takes them off their carriers. Where
    /// there is one carrier only, the JDK gives a virtual thread that yields the next turn there, before all that others have
    /// woken; so it sleeps for a moment instead.
    @SuppressWarnings("ThreadPriorityCheck")
    private void turned() {
        if (++turns % Worker.BATCH != 0) return;
        if (ONE_CARRIER && Thread.currentThread().isVirtual()) LockSupport.parkNanos(MOMENT_NANOS);
        else Thread.yield();
    }

    /// Takes turns until something is to be resumed.
    ///
    /// @param inside whether something waits to be resumed, so that the thread must stay
    /// @return null if the thread must end
    private @Nullable C take(boolean inside) {
        while (true) {
            Object entry = poll();
            if (entry != null) {
                turned();
                C resumed = taken(entry);
                if (resumed != null) return resumed;
            } else if (!rest(inside, inside || threading.staysIdle() && !over)) return null;
        }
    }

    /// Goes idle, until somebody makes the lane busy again. An interrupt meanwhile is for the body that waits, if one does.
    ///
    /// @return false if the thread has lost the lane, since it needn't stay
    private boolean rest(boolean inside, boolean stays) {
        Thread self = stays ? Thread.currentThread() : null;
        sleeper = self;
        awake = false;
        if (self == null) pass(null);
        state = IDLE;
        if (!isEmpty() && becomesBusy()) {
            sleeper = null;
            if (self == null) pass(Thread.currentThread());
            return true;
        }
        threading.activity.end();
        if (self == null) return false;
        boolean interrupted = false;
        while (!awake) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        sleeper = null;
        if (interrupted && inside) self.interrupt();
        return true;
    }

    /// What is left when no thread will see to it any more is for the caller. The lane is busy.
    void sweep() {
        pass(Thread.currentThread());
        do {
            for (Object entry = poll(); entry != null; entry = poll()) turn.swept(entry);
            state = IDLE;
        } while (!isEmpty() && becomesBusy());
        threading.activity.end();
    }
}
