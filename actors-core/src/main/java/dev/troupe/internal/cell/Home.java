package dev.troupe.internal.cell;

import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.DeadlockException;
import dev.troupe.WaitFor;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Driver;
import dev.troupe.internal.mailbox.Wrapped;
import dev.troupe.spi.SystemClock;
import dev.troupe.internal.registry.Registry;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
    /// The cells without a parent.
    public final Children top = new Children();

    final SystemClock clock;
    final RandomGenerator random;
    final Driver driver;
    final AtomicLong incarnations = new AtomicLong(); // any thread
    final AtomicLong anonymous = new AtomicLong(); // any thread
    final AtomicLong tasks = new AtomicLong(); // any thread
    private final Processors processors = new Processors(); // any thread
    private final Driving driving;
    private final Consumer<Error> fatal;

    /// Tasks that have begun and not ended, in that order.
    final Set<TaskCell<?>> running = new LinkedHashSet<>();

    /// Tasks on threads of their caller's choice that have not ended, by name.
    public final Map<String, Future<?>> onThreads = new ConcurrentHashMap<>(); // any thread

    /// Whose turn it is.
    @Nullable Party current;
    /// Coroutines that wait for room in a mailbox.
    int senders;
    /// A circle that nobody caught.
    private @Nullable DeadlockException deadlock;
    /// Messages that a close found waiting.
    private long undelivered;
    /// Actors that a close found not started.
    private long unstarted;
    /// Whether the top-level actors are being stopped one after the other.
    private boolean ending;

    private volatile boolean closing; // any thread
    private volatile boolean closed; // any thread

    /// For a system with these ports.
    public Home(ActorSystem system, DequeScheduler<Chain> scheduler, Reports reports, SystemClock clock,
            RandomGenerator random, Driving driving, Consumer<Error> fatal) {
        this(system, scheduler, reports, clock, random, driving, fatal, new CellDriver(scheduler));
    }

    Home(ActorSystem system, DequeScheduler<Chain> scheduler, Reports reports, SystemClock clock,
            RandomGenerator random, Driving driving, Consumer<Error> fatal, Driver driver) {
        this.system = system;
        this.scheduler = scheduler;
        this.reports = reports;
        this.clock = clock;
        this.random = random;
        this.driving = driving;
        this.fatal = fatal;
        this.driver = driver;
    }

    /// The name of the actor whose turn it is, or that took the last one. Exact for the holder of the token.
    public @Nullable String currentName() {
        Party party = current;
        return party == null ? null : party.name();
    }

    /// A name for a new task. Any thread may ask.
    public String nextTaskName() {
        return "task-" + tasks.incrementAndGet();
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
        scheduler.put(wait.sender, wait);
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
        return uncaught != null || senders == 0 ? uncaught : Circles.stuckSenders(this);
    }

    /// Called when a drive for the sake of a task is idle: why that task will never end, if it is a sender that nobody can
    /// release, or waits for one; or null.
    public @Nullable DeadlockException stuckSenders(CompletableFuture<?> task) {
        return senders > 0 && task instanceof TaskFuture<?> waited && Circles.endsAtSender(waited.party())
                ? Circles.stuckSenders(this)
                : null;
    }

    /// Who waits for whom now, in the order of names.
    public List<WaitFor> waits() {
        return parties().flatMap(Party::waits).sorted(Comparator.comparing(WaitFor::waiter))
                .toList();
    }

    Stream<Party> parties() {
        return Stream.concat(registry.all().stream(), running.stream());
    }

    /// Drives the deque for a thread that waits for a task.
    Driving driving() {
        return driving;
    }

    /// The threads for work that computes.
    ExecutorService processors() {
        return processors.pool();
    }

    /// Puts an entry from any thread; if the system has been closed at the same moment, whoever comes last sweeps it.
    void send(Party to, Object argument, boolean urgent) {
        if (scheduler.held()) {
            if (urgent) scheduler.putFirst(to, argument);
            else scheduler.put(to, argument);
            return;
        }
        scheduler.putOutside(to, argument, urgent);
        if (!closed) return;
        synchronized (this) {
            sweep();
        }
    }

    /// Runs something in a turn of nobody's, from any thread.
    public void inTurn(Runnable work) {
        if (scheduler.held()) work.run();
        else scheduler.putOutside(ignored -> {
            current = null;
            work.run();
            return null;
        }, Control.NEXT, false);
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
        closePools();
    }

    /// The threads for work that computes end, and what they do is interrupted.
    public void closePools() {
        processors.close();
    }

    /// Whether nobody is left: no actor, no task.
    public boolean isEmpty() {
        return top.isEmpty() && running.isEmpty();
    }

    /// Those who are left, in words.
    public List<String> left() {
        return Stream.concat(running.stream(), top.oldestFirst().stream()).map(Party::describe).toList();
    }

    /// Cancels the tasks, and stops the actors at the top, each when all that were spawned after it have ended. The caller holds the token.
    public void stopAll() {
        ending = true;
        for (TaskCell<?> task : List.copyOf(running)) task.requestCancel();
        stopYoungest();
    }

    void endedAtTop() {
        if (ending) stopYoungest();
    }

    private void stopYoungest() {
        Cell<?> youngest = top.youngest();
        if (youngest != null) youngest.requestStop();
    }

    /// Ends all actors at once. The caller holds the token.
    public void killAll() {
        for (Cell<?> cell : top.oldestFirst()) scheduler.putFirst(cell, Control.KILL);
        for (TaskCell<?> task : running) scheduler.putFirst(task, Control.KILL);
    }

    /// Makes everything that waits for a turn a dead letter, but for signals to actors that have started. The caller holds
    /// the token, or the system is closed and the caller is alone.
    public void sweep() {
        scheduler.sweep((turn, argument) -> {
            if (argument == Control.KILL && turn instanceof Cell<?> cell) cell.life.doom();
            if (argument == Control.START) {
                if (discard((Party) turn)) unstarted++;
            } else if (turn instanceof Cell<?> cell && argument == Control.NEXT) cell.drainIntake();
            else
                if (turn instanceof Cell<?> cell && (!(argument instanceof Signal) || argument instanceof Enveloped))
                    swept(cell, argument);
            else
                    if (!closed) scheduler.put(turn, argument);
            else if (turn instanceof Cell<?> cell && argument instanceof Tie tie) cell.late(tie);
        });
    }

    private void swept(Cell<?> to, Object slot) {
        undelivered(to, slot);
        if (Enveloped.counts(slot)) to.made();
    }

    private static boolean discard(Party unstarted) {
        return switch (unstarted) {
            case Cell<?> cell -> cell.discard();
            case TaskCell<?> task -> task.discard();
        };
    }

    /// How many actors a close has found that never started.
    public long unstarted() {
        return unstarted;
    }

    /// How many messages a close has found waiting.
    public long undelivered() {
        return undelivered;
    }

    void undelivered(Cell<?> to, Object slot) {
        if (slot instanceof Enveloped enveloped && enveloped.isPrivate()) return;
        if (closing) undelivered++;
        Reply<?> reply = Enveloped.replyOf(slot);
        if (reply != null) reply.stopped();
        reports.deadLetter(to.name(), Wrapped.unwrap(slot),
                closing ? DeadLetter.Reason.CLOSED : DeadLetter.Reason.STOPPED);
    }
}
