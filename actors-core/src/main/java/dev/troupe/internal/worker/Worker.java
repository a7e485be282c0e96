package dev.troupe.internal.worker;

import dev.troupe.internal.port.RunToken;
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
class Worker<C> extends WorkerFields<C> {
    private static final int CAPACITY = 8_192;
    private static final int STEAL = 32;
    /// Lanes taken from the slot in a row, while others wait.
    private static final int STREAK = 32;
    /// Lanes after which what came from outside goes first, once.
    private static final int OUTSIDE = 16;

    /// As [Padding], behind what is written.
    @SuppressWarnings("UnusedVariable")
    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;

    final Pool<C> pool;
    private final Queue<ActorLane<C>> queue;
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
        born();
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
        nextRound();
        seenTo = lane;
        Thread.interrupted(); // for nobody: it came between two turns
        boolean more = lane.run(this);
        seenTo = null;
        Thread.interrupted();
        if (more) queue(lane);
    }

    // ---- the worker itself

    private @Nullable ActorLane<C> poll() {
        long round = rounds();
        if (round % OUTSIDE == 0) {
            ActorLane<C> outside = pool.takeShared(round);
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
        ActorLane<C> outside = pool.takeShared(round);
        return outside != null ? outside : takeNext();
    }

    /// A lane that is counted has become busy.
    void push(ActorLane<C> lane) {
        ActorLane<C> before = next();
        if (before == null) {
            setNext(lane);
            pool.watch();
        } else if (displaceNext(before, lane)) queue(before);
        else setNext(lane);
    }

    /// Puts a lane behind the others.
    void queue(ActorLane<C> lane) {
        if (queue.offer(lane)) pool.wakeForWork();
        else pool.put(lane);
    }

    boolean isInTurn() {
        return seenTo != null;
    }

    // ---- any thread

    /// What it does, for who looks on.
    WorkerFacts facts() {
        ActorLane<C> lane = seenTo;
        int ready = queue.size() + (hasNext() ? 1 : 0);
        return new WorkerFacts(getName(), turnCount(), rounds(), steals, parks, ready, busyNanos(), upNanos(),
                lane == null ? null : lane.running(), isAsleep(), isBlocked());
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
        return (int) (rounds() % size);
    }

    /// Interrupts the turn that runs, if one does.
    void interruptTurn() {
        ActorLane<C> lane = seenTo;
        Thread running = lane == null ? null : lane.holder();
        if (running != null) running.interrupt();
    }
}
