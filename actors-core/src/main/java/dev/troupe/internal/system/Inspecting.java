package dev.troupe.internal.system;

import dev.troupe.internal.cell.Crews;
import dev.troupe.internal.cell.Home;
import dev.troupe.internal.cell.Outlook;
import dev.troupe.internal.coroutine.Engine;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorPage;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorTies;
import dev.troupe.spi.Attachment;
import dev.troupe.spi.DeadLetterEntry;
import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.Probe;
import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.Totals;
import dev.troupe.spi.Trace;
import dev.troupe.spi.TreeFigures;
import dev.troupe.spi.WaitEntry;
import dev.troupe.spi.WorkerFigures;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// A system as others see it: checks what they give, and passes it on.
final class Inspecting implements Inspection {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Home home;
    private final Hosting hosting;
    private final Outlook outlook;
    private final Crews crews;
    private final Shown shown;

    Inspecting(Home home, Hosting hosting) {
        this.home = home;
        this.hosting = hosting;
        this.outlook = new Outlook(home);
        this.crews = new Crews(home);
        this.shown = new Shown(home);
    }

    Shown shown() {
        return shown;
    }

    /// What came to a deque that nobody drives isn't counted until it joins the others. Not while it is swept: who closes has
    /// the token already when it tells a listener that looks on from here, and once the system is closed who sends sweeps.
    private void admit() {
        if (home.isClosing() || home.scheduler.facts().thread() != null) return;
        hosting.tryOwning(0, () -> {
            if (!home.isClosing()) home.scheduler.admit();
        });
    }

    @Override
    public String system() {
        return home.reports.system();
    }

    @Override
    public String engine() {
        return Engine.chosen().name();
    }

    @Override
    public Totals totals() {
        admit();
        return outlook.totals(crews.timers());
    }

    @Override
    public List<GroupFigures> groups() {
        admit();
        return outlook.groups();
    }

    @Override
    public List<SchedulerFigures> schedulers() {
        admit();
        return crews.schedulers();
    }

    @Override
    public List<WorkerFigures> workers() {
        admit();
        return crews.workers();
    }

    @Override
    public Stream<ActorFigures> actors() {
        admit();
        return outlook.actors();
    }

    @Override
    public ActorPage actors(ActorQuery query) {
        Objects.requireNonNull(query, "query must not be null: query=null");
        admit();
        return outlook.actors(query);
    }

    @Override
    public Optional<ActorFigures> actor(String path) {
        Objects.requireNonNull(path, "path must not be null: path=null");
        admit();
        return outlook.actor(path);
    }

    @Override
    public List<TreeFigures> tree(String root, int limit) {
        Objects.requireNonNull(root, "root must not be null: root=null");
        admit();
        return outlook.tree(root, limit);
    }

    @Override
    public CompletionStage<ActorTies> ties(String path) {
        Objects.requireNonNull(path, "path must not be null: path=null");
        return outlook.ties(path);
    }

    @Override
    public List<WaitEntry> waits() {
        return outlook.waits();
    }

    @Override
    public List<FailureEntry> failures() {
        return home.reports.lastFailures();
    }

    @Override
    public List<DeadLetterEntry> deadLetters() {
        return home.reports.lastLetters();
    }

    @Override
    public List<PoolFigures> pools() {
        return shown.figures();
    }

    @Override
    public Attachment attach(Probe probe, int every) {
        Objects.requireNonNull(probe, "probe must not be null: probe=null");
        return outlook.attach(probe, every);
    }

    @Override
    public Optional<Trace> trace(String path, Duration time, int most, boolean bodies) {
        Objects.requireNonNull(path, "path must not be null: path=null");
        Objects.requireNonNull(time, "time of a trace must not be null: time=null");
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException(
                    "time of a trace must be > 0 and <= " + LONGEST + ": time=" + time + ", actor=" + path);
        if (most < 1 || most > MOST)
            throw new IllegalArgumentException(
                    "messages kept must be between 1 and " + MOST + ": most=" + most + ", actor=" + path);
        return outlook.trace(path, time.toNanos(), most, bodies);
    }
}
