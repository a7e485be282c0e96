package dev.troupe.bench.rivals;

import dev.troupe.bench.rivals.Score.Figure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A limit for one contender's figure over another's, in each of some workloads.
record Goal(String text, Set<Work> works, Figure figure, String over, String under, boolean atLeast, double limit) {
    private static final String HANDLER = "troupe-handler";
    private static final String BATON = "troupe-body-baton";
    private static final Set<Work> ALL = EnumSet.complementOf(EnumSet.of(Work.ROUND_TRIP));
    private static final Set<Work> FIVE = EnumSet.of(Work.PING_PONG, Work.COUNTING, Work.COUNTING_EIGHT, Work.BIG,
            Work.CREATE_STOP);
    private static final Set<Work> SELDOM_EMPTY = EnumSet.of(Work.COUNTING, Work.COUNTING_EIGHT, Work.BIG);
    /// In all but that one an actor waits for something; there, its one message is sent right behind its creation.
    private static final Set<Work> SUSPENDING = minus(ALL, EnumSet.of(Work.FORK_JOIN));
    private static final Set<Work> CROWDED = EnumSet.of(Work.PAIRS, Work.BIG, Work.COUNTING, Work.COUNTING_EIGHT);

    static final List<Goal> ALL_GOALS = goals();

    private static List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        goals.add(least("handler against Pekko, where it must be far ahead", FIVE, HANDLER, "pekko", 5));
        goals.add(least("handler against Pekko, all others", minus(ALL, FIVE), HANDLER, "pekko", 2));
        goals.add(least("handler against Pekko, none slower", ALL, HANDLER, "pekko", 1));
        for (String engine : List.of("virtual", "continuation")) {
            String body = "troupe-body-" + engine;
            String text = "body on `" + engine + "` against ";
            goals.add(least(text + "Pekko, where it suspends", SUSPENDING, body, "pekko", 1));
            goals.add(least(text + "Pekko, mailbox seldom empty", SELDOM_EMPTY, body, "pekko", 3));
            goals.add(least(text + "a virtual thread with a queue", EnumSet.of(Work.PING_PONG), body, "queue", 2));
        }
        goals.add(most("body on `baton`, time against a virtual thread with a queue, ping-pong",
                EnumSet.of(Work.PING_PONG), Figure.SPEED, "queue", BATON, 1.5));
        goals.add(most("body on `baton`, time against a virtual thread with a queue, all", ALL, Figure.SPEED, "queue",
                BATON, 1.5));
        goals.add(most("handler, time against the bare MPSC queue, one producer", EnumSet.of(Work.COUNTING),
                Figure.SPEED, "mpsc", HANDLER, 3));
        goals.add(most("round trip to an idle system against park and unpark, p50", EnumSet.of(Work.ROUND_TRIP),
                Figure.P50, HANDLER, RoundTrip.PARK, 1.5));
        goals.add(most("round trip to an idle system against park and unpark, p99", EnumSet.of(Work.ROUND_TRIP),
                Figure.P99, HANDLER, RoundTrip.PARK, 1.5));
        goals.add(least("handler, 16 workers against two", CROWDED, HANDLER + "-16", HANDLER, 0.8));
        return List.copyOf(goals);
    }

    private static Goal least(String text, Set<Work> works, String over, String under, double limit) {
        return new Goal(text, works, Figure.SPEED, over, under, true, limit);
    }

    private static Goal most(String text, Set<Work> works, Figure figure, String over, String under, double limit) {
        return new Goal(text, works, figure, over, under, false, limit);
    }

    private static Set<Work> minus(Set<Work> all, Set<Work> without) {
        Set<Work> rest = EnumSet.copyOf(all);
        rest.removeAll(without);
        return rest;
    }

    /// The goal's line of the table: the ratio furthest from the goal, and where it is missed.
    String line(Results results) {
        double worst = Double.NaN;
        Work where = null;
        List<String> missed = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Work work : works) {
            double ratio = results.ratio(work, figure, over, under);
            if (Double.isNaN(ratio)) unknown.add(work.title());
            else if (!meets(ratio)) missed.add(String.format(Locale.ROOT, "%s %.2f", work.title(), ratio));
            if (Double.isNaN(worst) || (atLeast ? ratio < worst : ratio > worst)) {
                worst = ratio;
                where = work;
            }
        }
        String measured = Double.isNaN(worst) ? "–" : String.format(Locale.ROOT, "%.2f, %s", worst, where.title());
        String verdict = !missed.isEmpty() ? "NOT met: " + String.join(", ", missed) : unknown.isEmpty() ? "met" : "";
        if (!unknown.isEmpty()) verdict += " no figures: " + String.join(", ", unknown);
        return String.format(Locale.ROOT, "| %s | %s %s | %s | %s |%n", text, atLeast ? "at least" : "at most",
                limit == Math.rint(limit) ? "%.0f".formatted(limit) : String.valueOf(limit), measured,
                verdict.strip());
    }

    private boolean meets(double ratio) {
        return atLeast ? ratio >= limit : ratio <= limit;
    }
}
