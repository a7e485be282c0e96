package dev.troupe.bench.rivals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The workloads, in the order of the tables, and who takes part.
enum Work {
    PING_PONG(PingPong.class, "messages"), PAIRS(Pairs.class, "messages"), COUNTING(Counting.class,
            "messages"), COUNTING_EIGHT(CountingEight.class, "messages"), RING(Ring.class, "hand-overs"), BIG(Big.class,
                    "messages"), FORK_JOIN(ForkJoin.class, "actors"), CREATE_STOP(CreateStop.class,
                            "actors"), BOUNDED(Bounded.class, "items"), BANK(Bank.class,
                                    "messages"), SKYNET(Skynet.class, "actors"), ROUND_TRIP(RoundTrip.class, "");

    /// Where more workers than processors are measured too.
    private static final Set<Work> WITH_16 = Set.of(PAIRS, COUNTING, COUNTING_EIGHT, BIG);
    /// Where the bare queue makes sense.
    private static final Set<Work> WITH_MPSC = Set.of(PING_PONG, COUNTING, COUNTING_EIGHT);

    private final Class<?> type;
    private final String unit;

    Work(Class<?> type, String unit) {
        this.type = type;
        this.unit = unit;
    }

    /// What the class of the workload is called, and the file with its results.
    String title() {
        return type.getSimpleName();
    }

    /// The pattern by which JMH finds it.
    String pattern() {
        return "^" + type.getName().replace(".", "\\.") + "\\.";
    }

    /// What is counted in a second.
    String unit() {
        return unit;
    }

    List<String> contenders() {
        List<String> names = new ArrayList<>();
        names.add("troupe-handler");
        if (WITH_16.contains(this)) names.add("troupe-handler-16");
        names.addAll(List.of("troupe-body-virtual", "troupe-body-continuation", "troupe-body-baton", "pekko", "akka",
                "jox", "queue"));
        if (WITH_MPSC.contains(this)) names.add("mpsc");
        if (this == ROUND_TRIP) names.add(RoundTrip.PARK);
        return names;
    }

    static Work titled(String title) {
        for (Work work : values()) {
            if (work.title().equals(title)) return work;
        }
        throw new IllegalArgumentException("no such workload: " + title + "; there are "
                + String.join(", ", Arrays.stream(values()).map(Work::title).toList()));
    }

    /// What a contender is called in the tables.
    static String called(String contender) {
        return switch (contender) {
            case "troupe-handler" -> "Troupe, handler";
            case "troupe-handler-16" -> "Troupe, handler, 16 workers";
            case "troupe-body-virtual" -> "Troupe, body, `virtual`";
            case "troupe-body-continuation" -> "Troupe, body, `continuation`";
            case "troupe-body-baton" -> "Troupe, body, `baton`";
            case "pekko" -> "Pekko typed";
            case "akka" -> "Akka typed";
            case "jox" -> "Jox channel, virtual thread";
            case "queue" -> "`LinkedBlockingQueue`, virtual thread";
            case "mpsc" -> "bare MPSC queue";
            case RoundTrip.PARK -> "bare park and unpark";
            default -> contender;
        };
    }
}
