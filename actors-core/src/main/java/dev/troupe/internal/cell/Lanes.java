package dev.troupe.internal.cell;

import dev.troupe.Scheduler;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Engine;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.Alarm;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.internal.scheduler.Lane;
import dev.troupe.internal.scheduler.Timer;
import dev.troupe.internal.scheduler.Turn;
import dev.troupe.internal.worker.Activity;
import dev.troupe.internal.worker.ActorLane;
import dev.troupe.internal.worker.Gate;
import dev.troupe.internal.worker.OwnThreads;
import dev.troupe.internal.worker.Pool;
import dev.troupe.internal.worker.Threading;
import dev.troupe.spi.SystemClock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which lane an actor or a task is on: the system's deque, or one of its own that gets threads as its scheduler says. Any
/// thread may call it.
///
/// A pool is made when the first actor needs it. On an engine whose bodies are threads anyway, each body whose scheduler is a
/// pool has such a thread for itself, and the workers see to handlers only.
final class Lanes {
    private static final String DEQUE = "deque";
    private static final long DRAINING_NANOS = 1_000_000_000;

    private final String system;
    private final DequeScheduler<Chain> deque;
    private final Scheduler standard;
    private final Consumer<Throwable> failures;
    private final Consumer<String> stuck;
    private final Activity activity;
    private final Gate gate = new Gate();
    private final Alarm<Chain> alarm;
    private final Map<Scheduler, Threading<Chain>> threadings = new ConcurrentHashMap<>();
    private final Map<Scheduler, Threading<Chain>> ofBodies = new ConcurrentHashMap<>();
    /// What goes by what name, and all names: two schedulers of one kind are two, and so are two of one name.
    private final Map<Threading<Chain>, String> names = new ConcurrentHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Lanes(String system, DequeScheduler<Chain> deque, Scheduler standard, SystemClock clock, Reports reports) {
        this.system = system;
        this.taken.add(DEQUE);
        this.deque = deque;
        this.standard = standard;
        this.failures = reports::escaped;
        this.stuck = reports::stuck;
        this.activity = new Activity(deque::nudge);
        this.alarm = new Alarm<>(system + "-timers", clock,
                activity::outstanding, failures);
        deque.beside(() -> {
            long settled = alarm.settled();
            return settled >= 0 && activity.isQuiet() && settled == alarm.settled();
        }, driven -> {
            if (driven || closed) gate.open();
            else gate.close();
        });
    }

    /// The lane of a new actor or task.
    ///
    /// @param scheduler its own, or null for the system's
    /// @param body whether it begins as a body
    Lane<Chain> lane(Turn<Chain> turn, @Nullable Scheduler scheduler, boolean body) {
        Scheduler chosen = scheduler == null ? standard : scheduler;
        return switch (chosen.kind()) {
            case DEQUE -> deque;
            case PARALLEL -> own(turn, body && Engine.chosen().drivesOnVirtualThread()
                    ? threading(ofBodies, chosen, this::ofBodies)
                    : threading(threadings, chosen, this::named));
            case PINNED, BLOCKING -> own(turn, threading(threadings, chosen, this::named));
        };
    }

    private ActorLane<Chain> own(Turn<Chain> turn, Threading<Chain> threading) {
        return new ActorLane<>(turn, threading, alarm);
    }

    /// Looked up first, since making one takes a lock.
    private Threading<Chain> threading(Map<Scheduler, Threading<Chain>> all, Scheduler scheduler,
            Function<Scheduler, Threading<Chain>> make) {
        Threading<Chain> known = all.get(scheduler);
        if (known != null) return known;
        Threading<Chain> made = all.computeIfAbsent(scheduler, make);
        if (closed) made.close();
        return made;
    }

    private Threading<Chain> named(Scheduler scheduler) {
        Threading<Chain> made = make(scheduler);
        names.put(made, unique(name(scheduler)));
        return made;
    }

    private Threading<Chain> ofBodies(Scheduler scheduler) {
        Threading<Chain> made = virtualThreads(scheduler);
        names.put(made, unique(name(scheduler) + "-bodies"));
        return made;
    }

    /// The name itself for the first that has it, then with a number.
    private String unique(String name) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) free = name + "#" + number;
        return free;
    }

    private Threading<Chain> make(Scheduler scheduler) {
        return switch (scheduler.kind()) {
            case PARALLEL -> new Pool<>(system + "-" + scheduler.name(), scheduler.workers(), Chain::resume, failures,
                    activity, gate(scheduler), Engine::token, stuck);
            case PINNED -> new OwnThreads<>(Chain::runHere, failures, activity, gate(scheduler),
                    Thread.ofPlatform().daemon(false).inheritInheritableThreadLocals(false).name(system + "-pinned-", 1)
                            .factory(),
                    true);
            case BLOCKING -> virtualThreads(scheduler);
            case DEQUE -> throw new IllegalArgumentException("the deque has no threads: scheduler=" + scheduler);
        };
    }

    private Threading<Chain> virtualThreads(Scheduler scheduler) {
        return new OwnThreads<>(Chain::runHere, failures, activity, gate(scheduler),
                Thread.ofVirtual().name(system + "-body-", 1).inheritInheritableThreadLocals(false).factory(), false);
    }

    private @Nullable Gate gate(Scheduler scheduler) {
        return scheduler.isDriven() ? gate : null;
    }

    /// Whether those that name no scheduler of their own are on the deque.
    boolean areOnDeque() {
        return standard.kind() == Scheduler.Kind.DEQUE;
    }

    /// Does something at a point in time, on a thread of the system's scheduler, which has threads.
    Timer<Chain> at(long deadlineNanos, Runnable work) {
        return alarm.set(deadlineNanos, () -> {
            Turn<Chain> turn = argument -> {
                work.run();
                return null;
            };
            lane(turn, null, false).putOutside(turn, Control.NEXT, false);
        });
    }

    /// Takes that back.
    void cancel(Timer<Chain> timer) {
        alarm.cancel(timer);
    }

    /// What goes by what name.
    Map<String, Threading<Chain>> named() {
        Map<String, Threading<Chain>> named = new TreeMap<>();
        names.forEach((threading, name) -> named.put(name, threading));
        return named;
    }

    private static String name(Scheduler scheduler) {
        return switch (scheduler.kind()) {
            case DEQUE -> DEQUE;
            case PARALLEL -> scheduler.name().equals("worker")
                    ? "parallel-" + scheduler.workers()
                    : scheduler.name();
            case PINNED -> "pinned";
            case BLOCKING -> "blocking";
        };
    }

    /// What a lane gets its turns from, by name.
    String nameOf(Lane<Chain> lane) {
        return lane instanceof ActorLane<Chain> own ? names.getOrDefault(own.threading(), "?") : DEQUE;
    }

    /// A lane of nobody's on these threads.
    ActorLane<Chain> pilot(Turn<Chain> turn, Threading<Chain> threading) {
        return own(turn, threading);
    }

    /// How many timers are set beside the deque's.
    int timers() {
        return alarm.pending();
    }

    /// Whether all actors that have been are on the deque.
    boolean areUnused() {
        return threadings.isEmpty() && ofBodies.isEmpty();
    }

    private Stream<Threading<Chain>> all() {
        return Stream.concat(threadings.values().stream(), ofBodies.values().stream());
    }

    /// Interrupts what runs on threads.
    void interrupt() {
        all().forEach(Threading::interrupt);
    }

    /// The threads end, when what waits for actors that have ended has become dead letters: whoever closes the system finds
    /// all of them reported.
    void close() {
        closed = true;
        gate.open();
        all().forEach(Threading::close);
        alarm.close();
        long start = System.nanoTime();
        while (!activity.areLanesQuiet() && System.nanoTime() - start < DRAINING_NANOS) LockSupport.parkNanos(50_000);
    }
}
