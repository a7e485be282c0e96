package dev.troupe.internal.worker;

import dev.troupe.internal.port.RunToken;
import dev.troupe.internal.port.Threads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Workers that share the lanes among them.
///
/// *Where a lane goes.* What a worker makes ready goes to that worker: into its slot, then its queue. What others make ready
/// goes to the shared queue. A worker that has nothing takes from the shared queue, then steals from the others' queues, looks on
/// for some microseconds, then parks.
///
/// *Waking by need.* Who puts wakes at most one worker, and none while another is searching already: that one wakes the next
/// when it finds something. No more are woken than there are processors; if those don't get on, see below.
///
/// *No lost wake-up.* Who parks first says so, then looks at all queues once more; who puts into the shared queue looks for
/// parked workers afterwards, with a full fence between. A worker that puts into its own queue needs no fence: it is awake,
/// and will take it out itself.
///
/// *The watch.* A worker's slot isn't stolen from as long as the worker gets on, else two actors that talk to each other would
/// be torn apart at each message. But a turn that blocks or computes for long must not hold up what it has woken. So while some
/// workers run and others are idle, one of the idle ones keeps watch: it sleeps for a short time, ever longer up to a
/// millisecond, and takes from a worker that has made no round since the last look and has something to do. It stops when all
/// are idle; who runs and finds no watch starts one.
///
/// *Relief.* When all workers block within their turns, spare threads see to what is ready ([Relief]).
///
/// | from | to | by |
/// |---|---|---|
/// | NEW | CALLED | who wakes it first, and starts its thread |
/// | AWAKE | PARKED | the worker, when it has found nothing |
/// | PARKED | CALLED | who wakes it, and has counted it as searching |
/// | PARKED | AWAKE | the worker, when its last look or its watch finds something |
/// | CALLED | AWAKE | the worker |
public final class Pool<C> extends Threading<C> {
    private static final int AWAKE = 0;
    private static final int PARKED = 1;
    private static final int CALLED = 2;
    private static final int NEW = 3;
    private static final int SHARED = 1_024;
    private static final int OVERFLOWING = 15;
    private static final int LOOKS = 128;
    private static final VarHandle REST;

    static {
        try {
            REST = MethodHandles.lookup().findVarHandle(Worker.class, "rest", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Supplier<@Nullable RunToken> token;
    private final List<Worker<C>> workers;
    private final int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
    private final Queue<ActorLane<C>> shared = Queues.shared(SHARED); // any thread
    private final Queue<ActorLane<C>> overflow = new ConcurrentLinkedQueue<>(); // any thread
    private final AtomicInteger idle; // any thread
    private final AtomicInteger searching = new AtomicInteger(); // any thread
    private final AtomicReference<@Nullable Worker<C>> watching = new AtomicReference<>(); // any thread
    private final Relief<C> relief;
    private volatile boolean closed; // any thread

    /// A pool whose threads start one by one, when they are needed.
    ///
    /// @param name of the threads, without their number
    /// @param token the lane of the coroutine that calls, if one does
    /// @param stuck told the name when all workers block for the first time
    public Pool(String name, int size, Consumer<C> resume, Consumer<Throwable> failures, Activity activity,
            @Nullable Gate gate, Supplier<@Nullable RunToken> token, Consumer<String> stuck) {
        super(resume, failures, activity, gate);
        this.token = token;
        this.workers = IntStream.rangeClosed(1, size).mapToObj(number -> new Worker<>(this, name + "-" + number))
                .toList();
        this.idle = new AtomicInteger(size);
        this.relief = new Relief<>(this, name, stuck);
        for (Worker<C> worker : workers) {
            worker.rest = NEW;
            activity.add(worker);
        }
    }

    @Override
    boolean ownThreads() {
        return false;
    }

    // ---- any thread

    @Override
    boolean beginsHere(ActorLane<C> lane) {
        Worker<C> here = here();
        if (here == null) return false;
        here.begun();
        if (lane.becomesBusy()) here.push(lane);
        else here.ended();
        return true;
    }

    @Override
    void start(ActorLane<C> lane) {
        put(lane);
    }

    /// The worker that the caller's code runs on, if it is one of these.
    @SuppressWarnings("unchecked") // of this pool, so of its type
    private @Nullable Worker<C> here() {
        Thread thread = Threads.current();
        Worker<?> worker = null;
        if (thread instanceof Worker<?> itself) worker = itself;
        else if (thread.isVirtual() && token.get() instanceof ActorLane<?> lane) worker = lane.worker;
        return worker != null && worker.pool == this ? (Worker<C>) worker : null;
    }

    /// Puts a lane where all workers find it.
    void put(ActorLane<C> lane) {
        if (!shared.offer(lane)) overflow.add(lane);
        VarHandle.fullFence();
        wakeForWork();
        if (closed) sweep();
    }

    @Nullable ActorLane<C> takeShared(long round) {
        if ((round & OVERFLOWING) == 0 && !overflow.isEmpty()) {
            ActorLane<C> first = overflow.poll();
            if (first != null) return first;
        }
        ActorLane<C> lane = shared.poll();
        return lane != null || overflow.isEmpty() ? lane : overflow.poll();
    }

    /// There is something that another worker could take.
    void wakeForWork() {
        int resting = idle.get();
        if (resting == 0 || searching.get() > 0) return;
        if (workers.size() - resting < processors || watching.get() == null) wakeOne();
    }

    /// There is something that nobody else may take yet: somebody is to keep watch.
    void watch() {
        if (idle.get() > 0 && watching.get() == null && searching.get() == 0) wakeOne();
    }

    private void wakeOne() {
        searching.incrementAndGet();
        for (Worker<C> worker : workers) {
            int rest = worker.rest;
            if (rest != PARKED && rest != NEW) continue;
            // first, so that nobody takes all for resting while one is being called
            boolean last = idle.decrementAndGet() <= 0; // less: another will take back what it has counted
            if (REST.compareAndSet(worker, rest, CALLED)) {
                call(worker, rest);
                if (last) relief.begin();
                return;
            }
            idle.incrementAndGet();
        }
        searching.decrementAndGet();
    }

    private void call(Worker<C> worker, int rest) {
        if (rest != NEW) {
            LockSupport.unpark(worker);
            return;
        }
        try {
            worker.start();
        } catch (Throwable noThread) {
            // it counts as one that never comes back: there is no memory for its thread
            searching.decrementAndGet();
            failures.accept(noThread);
        }
    }

    boolean hasIdle() {
        return idle.get() > 0;
    }

    boolean isClosed() {
        return closed;
    }

    /// Whether every worker blocks within a turn. A moment's figure.
    boolean isStuck() {
        return !hasIdle() && workers.stream().allMatch(Worker::isBlocked);
    }

    /// How often the workers have got on, all together.
    long rounds() {
        return workers.stream().mapToLong(Worker::rounds).sum();
    }

    /// What user code may rely on in each thread of the pool.
    @Nullable ClassLoader contextClassLoader() {
        return workers.getFirst().getContextClassLoader();
    }

    /// Whether something is ready that no worker sees to yet.
    boolean hasQueued() {
        return hasShared() || workers.stream().anyMatch(worker -> worker.hasNext() || worker.hasQueued());
    }

    private boolean hasShared() {
        return !shared.isEmpty() || !overflow.isEmpty();
    }

    @Override
    public CrewFacts crew() {
        return relief.facts(workers);
    }

    @Override
    public int ready() {
        return shared.size() + overflow.size();
    }

    @Override
    public int threads() {
        return workers.size();
    }

    /// Takes whatever is ready, wherever it is.
    @Nullable ActorLane<C> takeAny() {
        ActorLane<C> lane = takeShared(0);
        for (int at = 0; at < workers.size() && lane == null; at++) lane = workers.get(at).stolenWhole();
        return lane;
    }

    /// Whether every worker rests. Exact only while nothing is put.
    boolean allRest() {
        return idle.get() == workers.size();
    }

    @Override
    public void close() {
        closed = true;
        workers.forEach(LockSupport::unpark);
        relief.close();
        sweep();
    }

    private void sweep() {
        for (ActorLane<C> lane = takeShared(0); lane != null; lane = takeShared(0)) lane.sweep();
    }

    @Override
    public void interrupt() {
        workers.forEach(Worker::interruptTurn);
        relief.spares().forEach(Worker::interruptTurn);
    }

    // ---- the workers

    /// Finds a worker that was called, or has nothing to do, its next lane; it sleeps meanwhile.
    ///
    /// @param called whether it was, and so is counted as searching
    /// @return null if the thread must end
    @Nullable ActorLane<C> search(Worker<C> me, boolean called) {
        if (!called) searching.incrementAndGet();
        while (true) {
            me.rest = AWAKE;
            ActorLane<C> found = find(me);
            if (found == null) found = linger(me);
            if (found != null) {
                // who has put more meanwhile relied on this search
                if (searching.decrementAndGet() == 0) passOn();
                return found;
            }
            me.rest = PARKED;
            idle.incrementAndGet();
            searching.decrementAndGet();
            found = find(me);
            if (found == null) {
                if (closed) return null;
                activity.rests();
                found = sleep(me);
            }
            if (found != null) {
                wakeUp(me);
                passOn();
                return found;
            }
        }
    }

    /// A worker that has parked, or was about to, has found something by itself.
    private void wakeUp(Worker<C> me) {
        if (REST.compareAndSet(me, PARKED, AWAKE)) {
            if (idle.decrementAndGet() <= 0) relief.begin();
        } else {
            me.rest = AWAKE;
            searching.decrementAndGet();
        }
    }

    /// A worker has found something to do. If there is more, another is to see to that, or to keep watch over it: who put it
    /// may have relied on this one.
    private void passOn() {
        if (idle.get() == 0) return;
        boolean work = hasShared();
        boolean held = false;
        for (Worker<C> worker : workers) {
            work |= worker.hasQueued();
            held |= worker.hasNext();
        }
        if (work) wakeForWork();
        else if (held) watch();
    }

    /// Looks on for some microseconds: whoever puts meanwhile is spared a wake-up, which costs as much. One worker does at a time.
    private @Nullable ActorLane<C> linger(Worker<C> me) {
        ActorLane<C> found = null;
        for (int looks = 0; looks < LOOKS && found == null && !closed && searching.get() == 1; looks++) {
            Thread.onSpinWait();
            if (!shared.isEmpty() || (looks & 15) == 15) found = find(me);
        }
        return found;
    }

    private @Nullable ActorLane<C> find(Worker<C> me) {
        ActorLane<C> lane = takeShared(0);
        int size = workers.size();
        for (int i = 0, at = me.victim(size); i < size && lane == null; i++, at++) {
            Worker<C> victim = workers.get(at % size);
            if (victim != me) lane = victim.stolenBy(me);
            if (victim != me && lane != null) me.steals++;
        }
        return lane;
    }

    /// Sleeps until the worker is called or the pool is closed, and keeps watch if nobody else does.
    ///
    /// @return what it took from a worker that doesn't get on; null if it was called
    private @Nullable ActorLane<C> sleep(Worker<C> me) {
        Watch<C> watch = null;
        ActorLane<C> found = null;
        me.sleeps();
        while (me.rest == PARKED && found == null && !closed) {
            if (watch == null && !allRest() && watching.compareAndSet(null, me)) watch = new Watch<>(this, workers);
            if (watch == null) LockSupport.park(this);
            else {
                found = watch.look();
                if (!allRest()) continue;
                // given up first and asked again afterwards: who starts to run in between looks for a watch
                watching.set(null);
                watch = null;
            }
            Thread.interrupted();
        }
        if (watch != null) watching.set(null);
        me.wakes();
        if (found != null) me.steals++;
        return found;
    }
}
