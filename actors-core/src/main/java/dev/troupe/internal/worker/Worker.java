package dev.troupe.internal.worker;

import dev.troupe.internal.port.RunToken;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One thread of a pool, with what it has to see to.
///
/// *Next.* The lane that was woken last goes into a slot of its own and is seen to next: two actors that talk to each other
/// stay on one worker, and what they say in its cache. What it displaces goes to the run queue, which others may take from
/// at once. So that a pair that talks without end doesn't keep the queue waiting, the slot is passed over after some time.
///
/// *Who may do what.* Only the worker puts, by code of its own or of a body that runs on it; thieves take from the queue, and
/// from the slot if the worker doesn't get on ([Pool]).
class Worker<C> extends Thread implements Activity.Counts {
    private static final int CAPACITY = 8_192;
    private static final int STEAL = 32;
    /// Lanes taken from the slot in a row, while others wait.
    private static final int STREAK = 32;
    /// Lanes after which what came from outside goes first, once.
    private static final int OUTSIDE = 16;
    private static final VarHandle NEXT;
    private static final VarHandle BEGUN;
    private static final VarHandle ENDED;
    private static final VarHandle OUTSTANDING_BEGUN;
    private static final VarHandle OUTSTANDING_ENDED;
    private static final VarHandle ROUNDS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Worker.class, "next", ActorLane.class);
            BEGUN = lookup.findVarHandle(Worker.class, "begun", long.class);
            ENDED = lookup.findVarHandle(Worker.class, "ended", long.class);
            OUTSTANDING_BEGUN = lookup.findVarHandle(Worker.class, "outstandingBegun", long.class);
            OUTSTANDING_ENDED = lookup.findVarHandle(Worker.class, "outstandingEnded", long.class);
            ROUNDS = lookup.findVarHandle(Worker.class, "rounds", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Pool<C> pool;
    private final Queue<ActorLane<C>> queue;
    @SuppressWarnings("UnusedVariable") // through NEXT
    private @Nullable ActorLane<C> next;
    private long begun; // written by this worker, read by all
    private long ended; // likewise
    private long outstandingBegun; // likewise
    private long outstandingEnded; // likewise
    private long rounds; // likewise
    final Batch batch = new Batch();
    private int streak;
    private @Nullable ActorLane<C> seenTo; // others take it for a hint
    /// See [Pool].
    volatile int rest;

    Worker(Pool<C> pool, String name) {
        this(pool, name, CAPACITY);
    }

    Worker(Pool<C> pool, String name, int capacity) {
        super(name);
        this.pool = pool;
        this.queue = Queues.ofWorker(capacity);
        setDaemon(false);
    }

    @Override
    public void run() {
        enter();
        for (ActorLane<C> lane = pool.search(this, true); lane != null; lane = pool.search(this, false)) {
            while (lane != null) {
                seeTo(lane);
                lane = poll();
            }
        }
    }

    final void enter() {
        RunToken.enter(() -> seenTo);
    }

    final void seeTo(ActorLane<C> lane) {
        ROUNDS.setRelease(this, rounds + 1);
        seenTo = lane;
        boolean more = lane.run(this);
        seenTo = null;
        Thread.interrupted();
        if (more) queue(lane);
    }

    // ---- the worker itself

    private @Nullable ActorLane<C> poll() {
        if (rounds % OUTSIDE == 0) {
            ActorLane<C> outside = pool.takeShared(rounds);
            if (outside != null) return outside;
        }
        if (streak < STREAK) {
            ActorLane<C> local = takeNext();
            if (local != null) {
                streak++;
                return local;
            }
        }
        streak = 0;
        ActorLane<C> queued = queue.poll();
        if (queued != null) return queued;
        ActorLane<C> outside = pool.takeShared(rounds);
        return outside != null ? outside : takeNext();
    }

    private @Nullable ActorLane<C> takeNext() {
        ActorLane<C> local = next();
        return local != null && NEXT.compareAndSet(this, local, null) ? local : null;
    }

    /// Counts a lane that had nothing waiting and has.
    void begun() {
        BEGUN.setRelease(this, begun + 1);
    }

    /// A lane that is counted has become busy.
    void push(ActorLane<C> lane) {
        ActorLane<C> before = next();
        if (before == null) {
            // nobody else puts, so this needs no exchange
            NEXT.setRelease(this, lane);
            pool.watch();
        } else if (NEXT.compareAndSet(this, before, lane)) queue(before);
        else NEXT.setRelease(this, lane);
    }

    /// Puts a lane behind the others.
    void queue(ActorLane<C> lane) {
        if (queue.offer(lane)) pool.wakeForWork();
        else pool.put(lane);
    }

    /// A lane has nothing waiting any more.
    void ended() {
        ENDED.setRelease(this, ended + 1);
    }

    boolean isInTurn() {
        return seenTo != null;
    }

    /// Counts something that will put an entry later.
    ///
    /// @param change `+1` if it begins, `-1` if it has ended, or `0`
    void outstanding(int change) {
        if (change > 0) OUTSTANDING_BEGUN.setRelease(this, outstandingBegun + 1);
        else if (change < 0) OUTSTANDING_ENDED.setRelease(this, outstandingEnded + 1);
    }

    // ---- any thread

    @SuppressWarnings("unchecked")
    private @Nullable ActorLane<C> next() {
        return (ActorLane<C>) NEXT.getAcquire(this);
    }

    @Override
    public long begunCount() {
        return (long) BEGUN.getAcquire(this);
    }

    @Override
    public long endedCount() {
        return (long) ENDED.getAcquire(this);
    }

    @Override
    public long outstandingBegunCount() {
        return (long) OUTSTANDING_BEGUN.getAcquire(this);
    }

    @Override
    public long outstandingEndedCount() {
        return (long) OUTSTANDING_ENDED.getAcquire(this);
    }

    /// How many lanes it has seen to: moves on as long as the worker gets on.
    long rounds() {
        return (long) ROUNDS.getAcquire(this);
    }

    boolean hasNext() {
        return next() != null;
    }

    boolean hasQueued() {
        return !queue.isEmpty();
    }

    /// Takes lanes from this worker's queue: up to half of it to the thief's own, and one to be seen to.
    @Nullable ActorLane<C> stolenBy(Worker<C> thief) {
        ActorLane<C> first = queue.poll();
        if (first == null) return null;
        for (int more = Math.min(queue.size() / 2, STEAL); more > 0; more--) {
            ActorLane<C> lane = queue.poll();
            if (lane == null) break;
            if (!thief.queue.offer(lane)) {
                pool.put(lane);
                break;
            }
        }
        return first;
    }

    /// Takes one of what this worker has to see to, since it doesn't get on.
    @Nullable ActorLane<C> stolenWhole() {
        ActorLane<C> queued = queue.poll();
        return queued != null ? queued : takeNext();
    }

    /// Whether it waits, for a lock or whatever, within a turn. A moment's figure.
    final boolean isBlocked() {
        return seenTo != null && switch (getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /// Where this worker begins to look for something to steal.
    int victim(int size) {
        return (int) (rounds % size);
    }

    /// Interrupts the turn that runs, if one does.
    void interruptTurn() {
        ActorLane<C> lane = seenTo;
        Thread running = lane == null ? null : lane.holder();
        if (running != null) running.interrupt();
    }
}
