package dev.troupe.internal.cell;

import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/// Finds the rows of one page among many actors: keeps as many as the page reaches to, the last of them at hand, so that of a hundred
/// thousand most are compared once and forgotten. Used by one thread.
final class Ranking {
    private static final List<ActorState> STATES = List.of(ActorState.values());

    private record Ranked(Cell<?> cell, long number, String text) {}

    private final ActorQuery query;
    private final String search;
    private final Views views;
    private final Ages ages;
    private final ToLongFunction<Cell<?>> rate;
    private final Comparator<Ranked> order;
    private final PriorityQueue<Ranked> best;
    private final int most;
    private int seen;
    private int matching;

    Ranking(ActorQuery query, Views views, Ages ages, ToLongFunction<Cell<?>> rate) {
        this.query = query;
        this.search = query.search().toLowerCase(Locale.ROOT);
        this.views = views;
        this.ages = ages;
        this.rate = rate;
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
            case OLDEST -> ages.of(cell);
            case PROCESSED -> cell.home.watching.processed(cell);
            case RATE -> rate.applyAsLong(cell);
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

    List<Cell<?>> page() {
        List<Ranked> all = new ArrayList<>(best);
        all.sort(order);
        List<Cell<?>> cells = new ArrayList<>();
        for (Ranked ranked : all.subList(Math.min(query.offset(), all.size()), all.size())) {
            if (query.order() != ActorQuery.Order.OLDEST) ages.of(ranked.cell);
            cells.add(ranked.cell);
        }
        return cells;
    }
}
