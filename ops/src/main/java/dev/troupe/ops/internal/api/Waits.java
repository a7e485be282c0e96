package dev.troupe.ops.internal.api;

import dev.troupe.spi.WaitEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for whom, the foremost first: those in circles, then those who wait for an actor, then all others. Of a crowd that sleeps,
/// a page shows none, so only as many are told as were asked for.
///
/// @param rows the foremost
/// @param cycles whole circles, of at most [#MOST_NAMES] actors together
/// @param total how many wait
/// @param targeted how many of those wait for an actor
/// @param circles how many circles there are
record Waits(List<WaitEntry> rows, List<List<String>> cycles, int total, int targeted, int circles) {
    static final int MOST_NAMES = 10_000;

    /// An arrow of a circle.
    private record Arrow(String waiter, @Nullable String target) {}

    static Waits of(List<WaitEntry> all, int limit) {
        List<List<String>> circles = Cycles.of(all);
        Set<Arrow> arrows = arrows(circles);
        List<WaitEntry> inCircles = new ArrayList<>();
        List<WaitEntry> targeted = new ArrayList<>();
        List<WaitEntry> others = new ArrayList<>();
        for (WaitEntry wait : all) {
            if (arrows.contains(new Arrow(wait.waiter(), wait.target()))) inCircles.add(wait);
            else if (wait.target() != null) targeted.add(wait);
            else others.add(wait);
        }
        int withTarget = inCircles.size() + targeted.size();
        List<WaitEntry> rows = new ArrayList<>();
        for (List<WaitEntry> part : List.of(inCircles, targeted, others))
            rows.addAll(part.subList(0, Math.min(part.size(), limit - rows.size())));
        return new Waits(rows, shown(circles), all.size(), withTarget, circles.size());
    }

    private static Set<Arrow> arrows(List<List<String>> circles) {
        Set<Arrow> arrows = new HashSet<>();
        for (List<String> circle : circles)
            for (int at = 0; at < circle.size(); at++)
                arrows.add(new Arrow(circle.get(at), circle.get((at + 1) % circle.size())));
        return arrows;
    }

    private static List<List<String>> shown(List<List<String>> circles) {
        List<List<String>> shown = new ArrayList<>();
        int names = 0;
        for (List<String> circle : circles) {
            if (names + circle.size() > MOST_NAMES) continue;
            names += circle.size();
            shown.add(circle);
        }
        return shown;
    }
}
