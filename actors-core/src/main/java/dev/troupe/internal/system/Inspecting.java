package dev.troupe.internal.system;

import dev.troupe.SystemSnapshot;
import dev.troupe.internal.cell.Home;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// A system as others see it.
final class Inspecting implements Inspection {
    private final LocalSystem system;
    private final Home home;

    Inspecting(LocalSystem system, Home home) {
        this.system = system;
        this.home = home;
    }

    @Override
    public String system() {
        return system.toString();
    }

    @Override
    public String engine() {
        return Engine.chosen().name();
    }

    @Override
    public Totals totals() {
        SystemSnapshot now = system.snapshot();
        return new Totals(now.actors(), 0, Map.of(), 0, 0, 0, 0, Map.of(), Map.of(), List.of(), now.restarts(),
                Map.of(), 0, 0, home.registry.size());
    }

    @Override
    public List<GroupFigures> groups() {
        return List.of();
    }

    @Override
    public List<SchedulerFigures> schedulers() {
        return List.of();
    }

    @Override
    public List<WorkerFigures> workers() {
        return List.of();
    }

    @Override
    public Stream<ActorFigures> actors() {
        return Stream.empty();
    }

    @Override
    public ActorPage actors(ActorQuery query) {
        return new ActorPage(home.registry.size(), 0, List.of());
    }

    @Override
    public Optional<ActorFigures> actor(String path) {
        return Optional.empty();
    }

    @Override
    public List<TreeFigures> tree(String root, int limit) {
        return List.of();
    }

    @Override
    public CompletionStage<ActorTies> ties(String path) {
        return new CompletableFuture<>();
    }

    @Override
    public List<WaitEntry> waits() {
        return List.of();
    }

    @Override
    public List<FailureEntry> failures() {
        return List.of();
    }

    @Override
    public List<DeadLetterEntry> deadLetters() {
        return List.of();
    }

    @Override
    public List<PoolFigures> pools() {
        return List.of();
    }

    @Override
    public Attachment attach(Probe probe, int every) {
        return () -> {};
    }

    @Override
    public Optional<Trace> trace(String path, Duration time, int most, boolean bodies) {
        return Optional.empty();
    }
}
