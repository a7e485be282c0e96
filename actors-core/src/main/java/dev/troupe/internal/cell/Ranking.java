package dev.troupe.internal.cell;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/// Finds the rows of one page among many actors: keeps as many as the page reaches to, the last of them at hand, so that of a hundred
/// thousand most are compared once and forgotten. Used by one thread.
final class Ranking {
    private static final List<ActorState> STATES = List.of(ActorState.values());

    private record Ranked(Cell<?> cell, long number, String text) {}

    private final ActorQuery query;
    private final String search;
    private final Views views;
    private final Glances glances;
    /// When all are looked at, so that figures of different rows can be compared.
    private final long now = System.nanoTime();
    private final Comparator<Ranked> order;
    private final PriorityQueue<Ranked> best;
    private final int most;
    private int seen;
    private int matching;

    Ranking(ActorQuery query, Views views, Glances glances) {
        this.query = query;
        this.search = query.search().toLowerCase(Locale.ROOT);
        this.views = views;
        this.glances = glances;
        Comparator<Ranked> byValue = Comparator.comparingLong(Ranked::number).thenComparing(Ranked::text);
        this.order = (query.descending() ? byValue.reversed() : byValue)
                .thenComparing(ranked -> ranked.cell.name());
        this.most = query.offset() + query.limit();
        this.best = new PriorityQueue<>(order.reversed());
    }

    void offer(Cell<?> cell) {
        seen++;
        if (!fits(cell)) return;
        matching++;
        if (most == 0) return;
        Ranked ranked = new Ranked(cell, number(cell), text(cell));
        if (best.size() == most) {
            Ranked last = best.peek();
            if (last != null && order.compare(ranked, last) >= 0) return;
            best.poll();
        }
        best.add(ranked);
    }

    private boolean fits(Cell<?> cell) {
        String group = cell.life.kind().group().name();
        if (query.group() != null && !query.group().equals(group)) return false;
        if (!search.isEmpty() && !cell.name().toLowerCase(Locale.ROOT).contains(search)
                && !group.toLowerCase(Locale.ROOT).contains(search))
            return false;
        return query.state() == null || query.state() == views.state(cell);
    }

    private long number(Cell<?> cell) {
        return switch (query.order()) {
            case PATH, GROUP -> 0;
            case STATE -> STATES.indexOf(views.state(cell));
            case DEPTH -> cell.depth();
            case OLDEST -> glances.oldest(cell, now);
            case PROCESSED -> cell.home.watching.processed(cell);
            // of numbers that aren't negative, and of one that is less than all, the bits have the same order
            case RATE -> Double.doubleToRawLongBits(glances.rate(cell, now));
            case RESTARTS -> {
                Fate fate = cell.life.fate();
                yield fate == null ? 0 : fate.restarts();
            }
        };
    }

    private String text(Cell<?> cell) {
        return switch (query.order()) {
            case PATH -> cell.name();
            case GROUP -> cell.life.kind().group().name();
            default -> "";
        };
    }

    int seen() {
        return seen;
    }

    int matching() {
        return matching;
    }

    List<ActorFigures> page() {
        List<Ranked> all = new ArrayList<>(best);
        all.sort(order);
        return all.subList(Math.min(query.offset(), all.size()), all.size()).stream().map(this::row).toList();
    }

    /// With the very figure that it was compared by, if that is told from one look to the next.
    private ActorFigures row(Ranked ranked) {
        ActorQuery.Order by = query.order();
        Cell<?> cell = ranked.cell;
        return views.row(cell,
                by == ActorQuery.Order.OLDEST ? ranked.number : glances.oldest(cell, now),
                by == ActorQuery.Order.RATE ? Double.longBitsToDouble(ranked.number) : glances.rate(cell, now));
    }
}
