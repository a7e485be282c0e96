package dev.troupe.internal.cell;

import dev.troupe.Failure;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeFacts;
import dev.troupe.internal.scheduler.Turn;
import dev.troupe.internal.worker.ActorLane;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorState;
import dev.troupe.spi.TreeFigures;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Actors as others see them, at one poll. Any thread: it reads what turns write, without order, so each figure is one of some
/// moment, and nothing is followed that could have gone away.
final class Views {
    private final Home home;
    private final @Nullable Turn<?> onDeque;
    private final Map<String, Failure> failed = new HashMap<>();

    Views(Home home) {
        this.home = home;
        DequeFacts deque = home.scheduler.facts();
        this.onDeque = deque.asleep() || deque.thread() == null ? null : deque.turn();
    }

    /// Also with the last failures.
    Views withFailures() {
        for (Failure failure : home.reports.failed()) failed.put(failure.actor(), failure);
        return this;
    }

    ActorFigures row(Cell<?> cell, long oldestNanos, double rate) {
        Kind kind = cell.life.kind();
        Cell<?> parent = cell.life.parent;
        Wait wait = cell.waiting();
        Failure last = failed.get(cell.name());
        Fate fate = cell.life.fate();
        return new ActorFigures(cell.name(), kind.group().name(), cell.type().getName(),
                cell.strand() == null ? "handler" : "body", state(cell),
                wait == null || wait == Wait.ANY ? null : wait.toString(),
                cell.depth(), oldestNanos, home.watching.processed(cell), rate, fate == null ? 0 : fate.restarts(),
                last == null ? null : Reports.inWords(last.cause()), kind.writtenIn(), home.watching.spawnedAt(cell),
                home.lanes.nameOf(cell.lane), parent == null ? null : parent.name());
    }

    TreeFigures node(Cell<?> cell) {
        Cell<?> parent = cell.life.parent;
        Fate fate = cell.life.fate();
        return new TreeFigures(cell.name(), parent == null ? null : parent.name(), cell.life.kind().group().name(),
                state(cell), cell.depth(), fate == null ? 0 : fate.restarts());
    }

    ActorState state(Cell<?> cell) {
        ActorState stage = cell.life.stage();
        if (stage != ActorState.RUNNING) return stage;
        Strand strand = cell.strand();
        if (strand != null) return ofBody(cell, strand);
        if (cell.lane instanceof ActorLane<?> lane && lane.isBusy())
            return lane.holder() == null ? ActorState.READY : ActorState.RUNNING;
        if (onDeque == cell) return ActorState.RUNNING;
        return cell.depth() > 0 ? ActorState.READY : ActorState.IDLE;
    }

    private static ActorState ofBody(Cell<?> cell, Strand strand) {
        Wait wait = strand.seenWaiting();
        if (wait == null) return ActorState.RUNNING;
        if (wait != Wait.ANY) return ActorState.WAITING;
        return cell.depth() > 0 ? ActorState.READY : ActorState.IDLE;
    }
}
