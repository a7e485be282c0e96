package dev.troupe.internal.cell;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the rows of one page among many actors: of a hundred thousand most are compared once, with the last that the page
/// could have, and nothing is made for them. Used by one thread.
final class Ranking {
    private static final List<ActorState> STATES = List.of(ActorState.values());
    private static final int MOST = 1 << 29;

    private record Ranked(Cell<?> cell, long number, String text) {}

    private final ActorQuery query;
    private final Views views;
    private final Glances glances;
    /// When all are looked at, so that figures of different rows can be compared.
    private final long now = System.nanoTime();
    private final Best<Ranked> best;
    /// Which groups have the text in their names.
    private final Map<Group, Boolean> found = new HashMap<>();
    private int seen;
    private int matching;

    Ranking(ActorQuery query, Views views, Glances glances) {
        this.query = query;
        this.views = views;
        this.glances = glances;
        int most = query.limit() == 0 ? 0 : (int) Math.min(MOST, (long) query.offset() + query.limit());
        this.best = new Best<>(most, (one, other) -> compare(one.number, one.text, one.cell, other));
    }

    private int compare(long number, String text, Cell<?> cell, Ranked other) {
        int byNumber = Long.compare(number, other.number);
        int compared = byNumber != 0 ? byNumber : text.compareTo(other.text);
        if (compared == 0) return cell.name().compareTo(other.cell.name());
        return query.descending() ? -compared : compared;
    }

    void offer(Cell<?> cell) {
        seen++;
        if (!fits(cell)) return;
        matching++;
        if (query.limit() == 0) return;
        long number = number(cell);
        String text = text(cell);
        Ranked worst = best.worst();
        if (worst == null || compare(number, text, cell, worst) < 0) best.add(new Ranked(cell, number, text));
    }

    private boolean fits(Cell<?> cell) {
        Group group = cell.life.kind().group();
        if (query.group() != null && !query.group().equals(group.name())) return false;
        if (!query.search().isEmpty() && !contains(cell.name(), query.search()) && !isFound(group)) return false;
        return query.state() == null || query.state() == views.state(cell);
    }

    private boolean isFound(Group group) {
        Boolean known = found.get(group);
        if (known != null) return known;
        boolean has = contains(group.name(), query.search());
        found.put(group, has);
        return has;
    }

    /// Whatever the case.
    private static boolean contains(String text, String part) {
        int length = part.length();
        for (int from = text.length() - length; from >= 0; from--)
            if (text.regionMatches(true, from, part, 0, length)) return true;
        return false;
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
        return best.from(query.offset()).stream().map(this::row).toList();
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
