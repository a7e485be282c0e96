package dev.troupe.internal.cell;

import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.DeadlockException;
import dev.troupe.Scheduler;
import dev.troupe.WaitFor;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Driver;
import dev.troupe.internal.coroutine.Engine;
import dev.troupe.internal.mailbox.Wrapped;
import dev.troupe.internal.port.RunToken;
import dev.troupe.internal.port.SpinLock;
import dev.troupe.spi.SystemClock;
import dev.troupe.internal.registry.Registry;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.report.Tallies;
import dev.troupe.spi.Event;
import dev.troupe.offload.ThreadPool;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Lane;
import dev.troupe.internal.worker.ActorLane;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all cells of a system share.
public final class Home {
    /// The public face of the system.
    public final ActorSystem system;
    /// Gives the cells their turns.
    public final DequeScheduler<Chain> scheduler;
    /// Who has which name.
    public final Registry<Cell<?>> registry = new Registry<>();
    /// What must not go unseen.
    public final Reports reports;
    /// Who looks at messages.
    final Watching watching;
    /// What kinds of actors there are.
    final Kinds kinds = new Kinds();
    /// Which lane an actor is on.
    final Lanes lanes;
    /// Held by who makes sure that a circle is one.
    final Object circles = new Object();

    /// The cells without a parent.
    private final Children top = new Children(); // guarded by topLock
    private final SpinLock topLock = new SpinLock();

    final SystemClock clock;
    private final RandomGenerator random;
    final Driver driver;
    final AtomicLong incarnations = new AtomicLong(); // any thread
    final AtomicLong anonymous = new AtomicLong(); // any thread
    final AtomicLong tasks = new AtomicLong(); // any thread
    /// The system's pool for work that computes.
    private final Processors processors; // any thread
    private final Driving driving;
    private final Consumer<Error> fatal;

    /// Tasks that have begun and not ended, by their numbers.
    final Map<Long, TaskCell<?>> running = new ConcurrentSkipListMap<>(); // any thread

    /// Tasks on threads of their caller's choice that have not ended, by name.
    public final Map<String, Future<?>> onThreads = new ConcurrentHashMap<>(); // any thread

    /// Coroutines that wait for room in a mailbox.
    final LongAdder senders = new LongAdder(); // any thread
    /// A circle that nobody caught.
    private volatile @Nullable DeadlockException deadlock; // any thread
    /// Messages that a close found waiting.
    private final LongAdder undelivered = new LongAdder(); // any thread
    /// Actors that a close found not started.
    private final LongAdder unstarted = new LongAdder(); // any thread
    /// Whether the top-level actors are being stopped one after the other.
    private volatile boolean ending; // any thread

    /// Actors on lanes of their own that are still to be swept.
    private final AtomicInteger sweeps = new AtomicInteger(); // any thread

    private volatile boolean closing; // any thread
    private volatile boolean closed; // any thread

    /// For a system with these ports.
    ///
    /// @param name of the system
    /// @param standard gives turns to those that name no scheduler of their own
    public Home(ActorSystem system, String name, DequeScheduler<Chain> scheduler, Scheduler standard, Reports reports,
            SystemClock clock, RandomGenerator random, Driving driving, Consumer<Error> fatal) {
        this(system, scheduler, reports, clock, random, driving, fatal, new CellDriver(scheduler),
                new Lanes(name, scheduler, standard, clock, reports));
    }

    Home(ActorSystem system, DequeScheduler<Chain> scheduler, Reports reports, SystemClock clock,
            RandomGenerator random, Driving driving, Consumer<Error> fatal, Driver driver, Lanes lanes) {
        this.system = system;
        this.processors = new Processors(reports.system(), end -> reports.happened(() -> new Event.WorkEnded(
                end.pool(), "threads", Tallies.word(end.outcome()), end.waitNanos(), end.runNanos())));
        this.lanes = lanes;
        this.scheduler = scheduler;
        this.reports = reports;
        this.watching = new Watching(reports);
        this.clock = clock;
        this.random = random;
        this.driving = driving;
        this.fatal = fatal;
        this.driver = driver;
    }

    /// Whose turn the calling thread runs; null if it is a thread outside.
    @Nullable Party running() {
        if (scheduler.held()) return scheduler.running() instanceof Party party ? party : null;
        RunToken token = Engine.token();
        if (token == null) token = RunToken.driven();
        return token instanceof ActorLane<?> lane && lane.held() && lane.running() instanceof Party party
                && party.home == this ? party : null;
    }

    /// Whether the calling thread runs a turn of this system's.
    public boolean isInTurn() {
        return scheduler.held() || running() != null;
    }

    /// The name of the actor whose turn the calling thread runs, if it does.
    public @Nullable String currentName() {
        Party party = running();
        return party == null ? null : party.name();
    }

    /// The name of the actor that has the deque's turn, or had the last one. A hint for who doesn't hold the deque.
    public @Nullable String nameOnDeque() {
        return scheduler.running() instanceof Party party ? party.name() : null;
    }

    /// A name for a new task. Any thread may ask.
    public String nextTaskName() {
        return taskName(tasks.incrementAndGet());
    }

    static String taskName(long number) {
        return "task-" + number;
    }

    /// Random numbers for a party: one sequence for all on the deque, any for the others.
    RandomGenerator random(Party party) {
        return party.lane == scheduler ? random : () -> ThreadLocalRandom.current().nextLong();
    }

    /// Something was thrown: if it is an error after which the JVM can't be trusted, the system closes, and who drives it
    /// gets the error.
    void fatal(Throwable thrown) {
        if (isFatal(thrown)) fatal.accept((Error) thrown);
    }

    /// Whether the JVM can't be trusted to run anything after that.
    static boolean isFatal(@Nullable Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /// Appends the entry that wakes a sender.
    void wake(RoomWait wait) {
        send(wait.sender, wait, false);
    }

    /// A body has let the exception out: the next idle moment of the deque raises it, too.
    void uncaught(DeadlockException circle) {
        deadlock = circle;
    }

    /// Whoever drives has been told of a failure: a circle isn't raised again. Called while nobody else drives.
    public void reported(Throwable failure) {
        if (deadlock == failure) deadlock = null;
    }

    /// Called when a drive went idle: what keeps somebody waiting for ever, or null.
    public @Nullable DeadlockException takeDeadlock() {
        DeadlockException uncaught = deadlock;
        deadlock = null;
        return uncaught != null || senders.sum() == 0 ? uncaught : Circles.stuckSenders(this);
    }

    /// Called when a drive for the sake of a task is idle: why that task will never end, if it is a sender that nobody can
    /// release, or waits for one; or null.
    public @Nullable DeadlockException stuckSenders(CompletableFuture<?> task) {
        return senders.sum() > 0 && task instanceof TaskFuture<?> waited && Circles.endsAtSender(waited.party())
                ? Circles.stuckSenders(this)
                : null;
    }

    /// Who waits for whom now, in the order of names.
    public List<WaitFor> waits() {
        return parties().flatMap(Party::waits).sorted(Comparator.comparing(WaitFor::waiter))
                .toList();
    }

    Stream<Party> parties() {
        return Stream.concat(registry.stream(), running.values().stream());
    }

    /// Drives the deque for a thread that waits for a task.
    Driving driving() {
        return driving;
    }

    /// The pool for work that computes.
    public ThreadPool processors() {
        return processors.pool();
    }

    /// The same, if it was used.
    public Optional<ThreadPool> processorsIfUsed() {
        return processors.ifUsed();
    }

    /// Puts an entry from any thread; if the system has been closed at the same moment, whoever comes last sweeps it.
    void send(Party to, Object argument, boolean urgent) {
        Lane<Chain> lane = to.lane;
        if (lane.held()) {
            if (urgent) lane.putFirst(to, argument);
            else lane.put(to, argument);
            return;
        }
        sendOutside(to, argument, urgent);
    }

    /// The same from a thread that is known not to hold the lane.
    void sendOutside(Party to, Object argument, boolean urgent) {
        Lane<Chain> lane = to.lane;
        lane.putOutside(to, argument, urgent);
        if (urgent && lane.hasOwnThread()) {
            if (to instanceof Cell<?> cell) cell.life.told(argument);
            else if (argument == Control.KILL) lane.interrupt();
        }
        if (lane != scheduler || !closed) return;
        synchronized (this) {
            sweep();
        }
    }

    /// Runs something in a turn of nobody's, from any thread.
    public void inTurn(Runnable work) {
        if (scheduler.held()) work.run();
        else scheduler.putOutside(ignored -> {
            work.run();
            return null;
        }, Control.NEXT, false);
    }

    /// Does something to an actor's state, from any thread: now, if the thread may, else in a turn of that actor.
    void inTurnOf(Cell<?> cell, Runnable work) {
        if (cell.lane.held()) work.run();
        else send(cell, new Errand(work), false);
    }

    /// Whether the system is closing or closed: nothing from outside is accepted any more.
    public boolean isClosing() {
        return closing;
    }

    /// From now on nothing from outside is accepted.
    public void close() {
        closing = true;
        for (Future<?> task : onThreads.values()) task.cancel(true);
    }

    /// Whether nobody will ever drive the scheduler again.
    public boolean isClosed() {
        return closed;
    }

    /// Nobody will drive the scheduler again. What is put later is swept by who put it.
    public void closed() {
        closed = true;
        lanes.close();
        closePools();
    }

    /// The threads for work that computes end, and what they do is interrupted.
    public void closePools() {
        processors.close();
    }

    /// Whether nobody is left: no actor, no task.
    public boolean isEmpty() {
        return running.isEmpty() && withTop(Children::isEmpty);
    }

    /// Those who are left, in words.
    public List<String> left() {
        return Stream.concat(running.values().stream(), oldestFirst().stream()).map(Party::describe).toList();
    }

    /// Cancels the tasks, and stops the actors at the top, each when all that were spawned after it have ended. The caller holds the deque.
    public void stopAll() {
        ending = true;
        for (TaskCell<?> task : running.values()) task.requestCancel();
        stopYoungest();
    }

    void attach(Cell<?> cell) {
        withTop(all -> {
            all.add(cell);
            return true;
        });
    }

    void detach(Cell<?> cell) {
        withTop(all -> {
            all.remove(cell);
            return true;
        });
    }

    private <T extends @Nullable Object> T withTop(Function<Children, T> what) {
        topLock.lock();
        try {
            return what.apply(top);
        } finally {
            topLock.unlock();
        }
    }

    void endedAtTop(Cell<?> cell) {
        detach(cell);
        if (!ending) return;
        stopYoungest();
        scheduler.nudge();
    }

    void taskEnded(long number) {
        running.remove(number);
        if (ending) scheduler.nudge();
    }

    private void stopYoungest() {
        Cell<?> youngest = withTop(Children::youngest);
        if (youngest != null) youngest.requestStop();
    }

    private List<Cell<?>> oldestFirst() {
        return withTop(Children::oldestFirst);
    }

    /// Interrupts what runs on threads of the system's own.
    public void interrupt() {
        lanes.interrupt();
    }

    /// Whether actors are on the deque if they name no scheduler of their own.
    public boolean isOnDeque() {
        return lanes.areOnDeque();
    }

    /// Ends all actors at once. The caller holds the deque.
    public void killAll() {
        for (Cell<?> cell : oldestFirst()) send(cell, Control.KILL, true);
        for (TaskCell<?> task : running.values()) send(task, Control.KILL, true);
    }

    /// Makes everything that waits for a turn a dead letter, but for signals to actors that have started. The caller holds
    /// the deque, or the system is closed and the caller is alone with it; lanes of one actor are swept by that one, soon.
    public void sweep() {
        scheduler.sweep((turn, argument) -> {
            if (turn instanceof Party party) sweep(party, argument);
            else if (!closed) scheduler.put(turn, argument);
        });
        if (!closed && !lanes.areUnused())
            for (Cell<?> cell : registry.all()) if (cell.lane != scheduler) {
                sweeps.incrementAndGet();
                send(cell, Control.SWEEP, true);
            }
    }

    /// An actor on a lane of its own has been swept.
    void hasSwept() {
        if (sweeps.decrementAndGet() == 0) scheduler.nudge();
    }

    /// Whether all lanes have been swept that [#sweep()] has told to. Any thread may ask.
    public boolean isSwept() {
        return sweeps.get() == 0;
    }

    /// The same for one entry. The caller holds the lane.
    void sweep(Party party, Object argument) {
        if (argument == Control.START) {
            if (discard(party)) unstarted.increment();
        } else if (party instanceof Cell<?> cell && argument == Control.NEXT) cell.drainIntake();
        else
            if (party instanceof Cell<?> cell && Cell.isMessage(argument)) cell.loses(argument);
            else {
                if (argument == Control.KILL && party instanceof Cell<?> cell) cell.life.doom();
                if (!closed) party.lane.put(party, argument);
                else if (party instanceof Cell<?> cell) late(cell, argument);
            }
    }

    /// What is for an actor that has no turns any more.
    private static void late(Cell<?> cell, Object argument) {
        if (argument instanceof Tie tie) cell.late(tie);
        else if (argument instanceof Outcome outcome) Notices.late(cell, outcome);
    }

    private static boolean discard(Party unstarted) {
        return switch (unstarted) {
            case Cell<?> cell -> cell.discard();
            case TaskCell<?> task -> task.discard();
        };
    }

    /// How many actors a close has found that never started.
    public long unstarted() {
        return unstarted.sum();
    }

    /// How many messages a close has found waiting.
    public long undelivered() {
        return undelivered.sum();
    }

    /// A message has gone from a mailbox that no actor will take; its place is free already.
    void undelivered(Cell<?> to, Object slot) {
        if (slot instanceof Enveloped enveloped && enveloped.isPrivate()) return;
        if (Enveloped.counts(slot)) {
            to.accepted--;
            reports.tallies.lost();
        }
        unaccepted(to, slot);
    }

    /// The same for one that waits for room still.
    void unaccepted(Cell<?> to, Object slot) {
        if (closing) undelivered.increment();
        Reply<?> reply = Enveloped.replyOf(slot);
        if (reply != null) reply.stopped();
        reports.deadLetter(to.name(), Wrapped.unwrap(slot),
                closing ? DeadLetter.Reason.CLOSED : DeadLetter.Reason.STOPPED);
    }
}
