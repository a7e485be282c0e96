package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.DequeFacts;
import dev.troupe.internal.scheduler.Turn;
import dev.troupe.internal.worker.Threading;
import dev.troupe.internal.worker.WorkerFacts;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.WorkerFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The threads of a system for who looks on from outside. Any thread.
///
/// *The turn that runs* has no clock, for that would cost more than the turn. A worker that shows the same number of turns as at
/// a look before, and has one, has been in that one since.
public final class Crews {
    private static final String DEQUE = "deque";

    private record Progress(long turns, long sinceNanos) {}

    private final Home home;
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final Map<String, Pilot> pilots = new ConcurrentHashMap<>();

    /// For one system.
    public Crews(Home home) {
        this.home = home;
    }

    /// How many timers are set.
    public long timers() {
        return (long) home.scheduler.facts().timers() + home.lanes.timers();
    }

    /// Each thread that sees to several.
    public List<WorkerFigures> workers() {
        List<WorkerFigures> rows = new ArrayList<>();
        rows.add(deque(home.scheduler.facts()));
        home.lanes.named().forEach((name, threading) -> {
            int index = 0;
            for (WorkerFacts worker : threading.workers()) rows.add(row(name, ++index, worker));
        });
        if (progress.size() > rows.size()) // of threads that have ended
            progress.keySet()
                    .retainAll(rows.stream().map(row -> row.scheduler().equals(DEQUE) ? DEQUE : row.thread()).toList());
        return List.copyOf(rows);
    }

    private WorkerFigures deque(DequeFacts deque) {
        Thread thread = deque.thread();
        boolean awake = thread != null && !deque.asleep();
        Turn<?> turn = awake ? deque.turn() : null;
        return new WorkerFigures(DEQUE, 1, thread == null ? "" : thread.getName(),
                awake ? WorkerFigures.State.BUSY : WorkerFigures.State.PARKED, deque.turns(), deque.turns(), 0,
                deque.parks(), deque.entries(), deque.busyNanos(), deque.upNanos(),
                turnNanos(DEQUE, deque.turns(), awake), name(turn),
                awake && thread != null && isBlocked(thread));
    }

    /// The engine's own thread of a body parks while it hands over, so that is no sign there.
    private static boolean isBlocked(Thread thread) {
        return !thread.isVirtual() && switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    private WorkerFigures row(String scheduler, int index, WorkerFacts facts) {
        WorkerFigures.State state = facts.turn() != null
                ? WorkerFigures.State.BUSY
                : facts.asleep() ? WorkerFigures.State.PARKED : WorkerFigures.State.IDLE;
        return new WorkerFigures(scheduler, index, facts.thread(), state, facts.turns(), facts.rounds(),
                facts.steals(), facts.parks(), facts.ready(), facts.busyNanos(), facts.upNanos(),
                turnNanos(facts.thread(), facts.turns() + facts.rounds(), facts.turn() != null), name(facts.turn()),
                facts.blocked());
    }

    private long turnNanos(String thread, long turns, boolean busy) {
        if (!busy) {
            progress.remove(thread);
            return 0;
        }
        long now = System.nanoTime();
        Progress before = progress.get(thread);
        if (before != null && before.turns == turns) return Math.max(0, now - before.sinceNanos);
        progress.put(thread, new Progress(turns, now));
        return 0;
    }

    private static @Nullable String name(@Nullable Turn<?> turn) {
        return turn instanceof Party party ? party.name() : null;
    }

    /// Each scheduler; sends a pilot through each.
    public List<SchedulerFigures> schedulers() {
        List<SchedulerFigures> rows = new ArrayList<>();
        DequeFacts deque = home.scheduler.facts();
        boolean driven = deque.thread() != null;
        boolean awake = driven && !deque.asleep();
        rows.add(new SchedulerFigures(DEQUE, driven ? 1 : 0, awake ? 1 : 0, deque.entries(), deque.turns(),
                deque.turns(), 0, deque.parks(), driven ? delay(DEQUE, null) : -1));
        home.lanes.named().forEach((name, threading) -> rows.add(row(name, threading)));
        return List.copyOf(rows);
    }

    private SchedulerFigures row(String name, Threading<Chain> threading) {
        List<WorkerFacts> workers = threading.workers();
        if (workers.isEmpty()) {
            int threads = threading.threads();
            return new SchedulerFigures(name, threads, threads, 0, -1, -1, 0, 0, -1);
        }
        int busy = (int) workers.stream().filter(worker -> worker.turn() != null).count();
        int ready = threading.ready() + workers.stream().mapToInt(WorkerFacts::ready).sum();
        return new SchedulerFigures(name, workers.size(), busy, ready,
                workers.stream().mapToLong(WorkerFacts::turns).sum(),
                workers.stream().mapToLong(WorkerFacts::rounds).sum(),
                workers.stream().mapToLong(WorkerFacts::steals).sum(),
                workers.stream().mapToLong(WorkerFacts::parks).sum(), delay(name, threading));
    }

    private long delay(String name, @Nullable Threading<Chain> threading) {
        if (home.isClosing()) return -1;
        Pilot pilot = pilots.computeIfAbsent(name, _ -> new Pilot());
        long delay = pilot.delayNanos();
        if (pilot.departs())
            (threading == null ? home.scheduler : home.lanes.pilot(pilot, threading))
                    .putOutside(pilot, Control.NEXT, false);
        return delay;
    }
}
