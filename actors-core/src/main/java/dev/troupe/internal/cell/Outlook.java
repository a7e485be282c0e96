package dev.troupe.internal.cell;

import dev.troupe.internal.port.SpinLock;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.report.Tallies;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorPage;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorTies;
import dev.troupe.spi.Attachment;
import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.Probe;
import dev.troupe.spi.Totals;
import dev.troupe.spi.Trace;
import dev.troupe.spi.TreeFigures;
import dev.troupe.spi.WaitEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// The actors of a system for who looks on from outside: sums, rows and arrows. Any thread; see [dev.troupe.spi.Inspection].
public final class Outlook {
    private final Home home;
    private final Reports reports;
    private final Glances glances = new Glances();
    private final List<Watch> attached = new ArrayList<>(); // guarded by lock
    private long sent; // guarded by lock
    private long processed; // guarded by lock
    private final SpinLock lock = new SpinLock();

    /// For one system.
    public Outlook(Home home) {
        this.home = home;
        this.reports = home.reports;
    }

    private static final class Sum {
        long live;
        long taken;
        long waiting;
        long deepest;
    }

    /// What has ended is read before what lives: an actor that ends meanwhile is in neither, and missed once, but never counted
    /// twice; and what was shown once isn't taken back.
    private Map<Group, Sum> sums() {
        Map<Group, Sum> sums = new HashMap<>();
        for (Group group : home.kinds.groups()) {
            Sum sum = new Sum();
            sum.taken = group.processedByEnded();
            sums.put(group, sum);
        }
        home.registry.forEach(cell -> {
            Sum sum = sumOf(sums, cell.life.kind().group());
            int taken = cell.processed;
            int depth = cell.depth(taken);
            sum.live++;
            sum.taken += Integer.toUnsignedLong(taken);
            sum.waiting += depth;
            sum.deepest = Math.max(sum.deepest, depth);
        });
        return sums;
    }

    private static Sum sumOf(Map<Group, Sum> sums, Group group) {
        Sum known = sums.get(group);
        if (known != null) return known;
        Sum sum = new Sum(); // a new one: the account, which was to be read first, is missed
        sums.put(group, sum);
        return sum;
    }

    /// Sums of all.
    ///
    /// @param timers how many are set
    public Totals totals(long timers) {
        Tallies tallies = reports.tallies;
        long lost = tallies.lostCount();
        Sum all = new Sum();
        for (Sum each : sums().values()) {
            all.taken += each.taken;
            all.waiting += each.waiting;
            all.deepest = Math.max(all.deepest, each.deepest);
        }
        long taken;
        long accepted;
        lock.lock();
        try {
            taken = Math.max(processed, all.taken);
            accepted = Math.max(sent, all.taken + all.waiting + lost);
            processed = taken;
            sent = accepted;
        } finally {
            lock.unlock();
        }
        int names = home.registry.size();
        return new Totals(names, tallies.startedCount(), tallies.stopped(), accepted, taken, all.waiting, all.deepest,
                tallies.dropped(), tallies.deadLetters(), tallies.failures(), reports.restarts(), tallies.asks(),
                tallies.asksPending(), timers, names);
    }

    /// Sums of each group.
    public List<GroupFigures> groups() {
        Map<String, GroupFigures> rows = new TreeMap<>();
        sums().forEach((group, sum) -> rows.put(group.name(), new GroupFigures(group.name(), sum.live,
                group.startedCount(), group.shown(sum.taken), sum.waiting, sum.deepest)));
        return List.copyOf(rows.values());
    }

    /// All that live.
    public Stream<ActorFigures> actors() {
        Views views = new Views(home).withFailures();
        return home.registry.stream().map(cell -> row(views, cell));
    }

    /// A page of them.
    public ActorPage actors(ActorQuery query) {
        Views views = new Views(home).withFailures();
        Ranking ranking = new Ranking(query, views, glances);
        home.registry.forEach(ranking::offer);
        return new ActorPage(ranking.seen(), ranking.matching(), ranking.page());
    }

    /// One of them.
    public Optional<ActorFigures> actor(String path) {
        return Optional.ofNullable(home.registry.find(path))
                .map(cell -> row(new Views(home).withFailures(), cell));
    }

    private ActorFigures row(Views views, Cell<?> cell) {
        long now = System.nanoTime();
        return views.row(cell, glances.oldest(cell, now), glances.rate(cell, now));
    }

    /// Parents before children.
    public List<TreeFigures> tree(String root, int limit) {
        if (limit < 0) throw new IllegalArgumentException("limit must be >= 0: limit=" + limit);
        return new Descent(home, limit).from(root);
    }

    /// Asks the actor itself.
    public CompletionStage<ActorTies> ties(String path) {
        CompletableFuture<ActorTies> answer = new CompletableFuture<>();
        Cell<?> cell = home.registry.find(path);
        if (cell == null)
            answer.completeExceptionally(new NoSuchElementException("nobody has that name: name=" + path));
        else
            home.inTurnOf(cell, () -> answer.complete(cell.showTies()));
        return answer;
    }

    /// Who waits for whom, but for messages.
    public List<WaitEntry> waits() {
        return home.parties().filter(Outlook::waitsForMore).flatMap(Party::waits)
                .map(arrow -> new WaitEntry(arrow.waiter(), arrow.what(), arrow.target()))
                .sorted(Comparator.comparing(WaitEntry::waiter)).toList();
    }

    private static boolean waitsForMore(Party party) {
        Wait wait = party.waiting();
        return wait != null && !wait.receives();
    }

    // ---- what is listened to

    /// @param over whether it was closed; also what tells it from others
    private record Watch(int every, AtomicBoolean over) {}

    /// Has a probe told.
    public Attachment attach(Probe probe, int every) {
        if (every < 1 || every > 64 || Integer.bitCount(every) != 1)
            throw new IllegalArgumentException(
                    "one message of so many must be a power of two from 1 to 64: every=" + every);
        Watch mine = new Watch(every, new AtomicBoolean());
        changed(() -> {
            if (attached.isEmpty()) reports.forgetLetters(); // one that came as the last attachment was closed
            attached.add(mine);
        });
        var listening = reports.probes.add(probe);
        return () -> {
            if (!mine.over.compareAndSet(false, true)) return;
            listening.close();
            if (changed(() -> attached.remove(mine))) glances.forget(home.registry.all());
        };
    }

    /// Sets the mask in the order of the changes; which cell has heard of it first doesn't matter, for each looks at the last.
    ///
    /// @return whether nothing is attached any more
    private boolean changed(Runnable change) {
        boolean none;
        lock.lock();
        try {
            change.run();
            none = attached.isEmpty();
            home.watching.every(attached.stream().mapToInt(Watch::every).min().orElse(0));
            if (none) reports.forgetLetters();
        } finally {
            lock.unlock();
        }
        home.watching.lookAt(home.registry.all());
        return none;
    }

    /// Traces an actor.
    public Optional<Trace> trace(String path, long nanos, int most, boolean bodies) {
        return Optional.<Cell<?>>ofNullable(home.registry.find(path))
                .map(cell -> home.watching.trace(cell, nanos, most, bodies));
    }
}
