package dev.troupe.internal.worker;

import dev.troupe.internal.port.Stopwatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What a worker writes all the time; no other thread writes it, but for thieves who empty the slot.
///
/// *A batch* is how long a worker sees to one lane before others go first: 256 turns, or 200 µs. The clock costs as much as a few
/// turns, so it is looked at when the number of turns has doubled.
abstract class WorkerFields<C> extends Padding implements Activity.Counts {
    /// Turns in a batch at most.
    static final int BATCH = 256;
    private static final long BATCH_NANOS = 200_000;
    private static final VarHandle NEXT;
    private static final VarHandle BEGUN;
    private static final VarHandle ENDED;
    private static final VarHandle OUTSTANDING_BEGUN;
    private static final VarHandle OUTSTANDING_ENDED;
    private static final VarHandle ROUNDS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(WorkerFields.class, "next", ActorLane.class);
            BEGUN = lookup.findVarHandle(WorkerFields.class, "begun", long.class);
            ENDED = lookup.findVarHandle(WorkerFields.class, "ended", long.class);
            OUTSTANDING_BEGUN = lookup.findVarHandle(WorkerFields.class, "outstandingBegun", long.class);
            OUTSTANDING_ENDED = lookup.findVarHandle(WorkerFields.class, "outstandingEnded", long.class);
            ROUNDS = lookup.findVarHandle(WorkerFields.class, "rounds", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("UnusedVariable") // through NEXT
    private @Nullable ActorLane<C> next;
    /// The lane that it sees to; others take it for a hint.
    @Nullable ActorLane<C> seenTo;
    private long begun; // read by all
    private long ended; // read by all
    private long outstandingBegun; // read by all
    private long outstandingEnded; // read by all
    private long rounds; // read by all
    private long start;
    /// Turns taken, and how many there were when the batch began. One that only grows, so that who looks on sees it do so.
    private long turns; // read by all
    private long turnsBefore;
    private long look;
    /// Lanes taken from the slot in a row.
    int streak;
    /// Lanes taken from other workers.
    long steals; // read by all
    /// How often it has slept.
    long parks; // read by all
    /// For how long it has been there, and has not slept.
    private final Stopwatch up = new Stopwatch();
    private final Stopwatch awake = new Stopwatch();

    WorkerFields(String name) {
        super(name);
    }

    // ---- the worker itself

    void beginBatch() {
        turnsBefore = turns;
        look = turns + 2;
    }

    /// The thread runs.
    void born() {
        up.start();
        awake.start();
    }

    /// It begins to sleep.
    void sleeps() {
        parks++;
        awake.stop();
    }

    /// It is awake.
    void wakes() {
        awake.start();
    }

    /// Counts a turn.
    ///
    /// @return whether it was the last of the batch
    boolean isBatchOver() {
        return ++turns >= look && looked();
    }

    private boolean looked() {
        long taken = turns - turnsBefore;
        if (taken >= BATCH) return true;
        long now = System.nanoTime();
        if (taken == 2) start = now;
        else if (now - start > BATCH_NANOS) return true;
        look = turnsBefore + 2 * taken;
        return false;
    }

    /// Counts a lane that had nothing waiting and has.
    void begun() {
        BEGUN.setRelease(this, begun + 1);
    }

    /// A lane has nothing waiting any more.
    void ended() {
        ENDED.setRelease(this, ended + 1);
    }

    /// Counts something that will put an entry later.
    ///
    /// @param change `+1` if it begins, `-1` if it has ended, or `0`
    void outstanding(int change) {
        if (change > 0) OUTSTANDING_BEGUN.setRelease(this, outstandingBegun + 1);
        else if (change < 0) OUTSTANDING_ENDED.setRelease(this, outstandingEnded + 1);
    }

    /// Sees to the next lane.
    final void nextRound() {
        ROUNDS.setRelease(this, rounds + 1);
    }

    /// Fills the slot, which is empty. Nobody else does, so this needs no exchange.
    final void setNext(ActorLane<C> lane) {
        NEXT.setRelease(this, lane);
    }

    /// Puts a lane into the slot in another's place.
    ///
    /// @return false if the other has been taken meanwhile
    final boolean displaceNext(ActorLane<C> before, ActorLane<C> lane) {
        return NEXT.compareAndSet(this, before, lane);
    }

    // ---- any thread

    @SuppressWarnings("unchecked")
    final @Nullable ActorLane<C> next() {
        return (ActorLane<C>) NEXT.getAcquire(this);
    }

    final @Nullable ActorLane<C> takeNext() {
        ActorLane<C> local = next();
        return local != null && NEXT.compareAndSet(this, local, null) ? local : null;
    }

    @Override
    public final long begunCount() {
        return (long) BEGUN.getAcquire(this);
    }

    @Override
    public final long endedCount() {
        return (long) ENDED.getAcquire(this);
    }

    @Override
    public final long outstandingBegunCount() {
        return (long) OUTSTANDING_BEGUN.getAcquire(this);
    }

    @Override
    public final long outstandingEndedCount() {
        return (long) OUTSTANDING_ENDED.getAcquire(this);
    }

    /// How many turns it has taken.
    final long turnCount() {
        return turns;
    }

    /// For how long it has run, asleep or not.
    final long upNanos() {
        return up.nanos();
    }

    /// For how long it has not slept.
    final long busyNanos() {
        return awake.nanos();
    }

    final boolean isAsleep() {
        return !awake.isRunning();
    }

    /// How many lanes it has seen to: moves on as long as the worker gets on.
    final long rounds() {
        return (long) ROUNDS.getAcquire(this);
    }
}
