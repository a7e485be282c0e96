package dev.troupe.ops.internal.api;

import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Traces of one actor at a time each.
public final class Tracing {
    /// The parameters it knows.
    public static final Set<String> PARAMETERS = Set.of("path", "seconds", "most", "bodies");
    private static final int MOST_SECONDS = 600;
    private static final int MOST_ENTRIES = 10_000;
    private static final int KEPT = 1_000;

    private final Inspection inspection;
    private final Watch watch;
    private final boolean bodies;

    /// Traces of a system's actors.
    ///
    /// @param bodies whether the text of messages may be shown
    public Tracing(Inspection inspection, Watch watch, boolean bodies) {
        this.inspection = inspection;
        this.watch = watch;
        this.bodies = bodies;
    }

    /// A trace that may begin: what [#check] gives.
    public record Wanted(String path, int seconds, int most, boolean bodies) {
        private static Wanted of(Parameters given) {
            return new Wanted(given.needed("path"), given.number("seconds", 1, MOST_SECONDS, 10),
                    given.number("most", 1, MOST_ENTRIES, 200), given.flag("bodies", false));
        }
    }

    /// Whether a trace may begin.
    ///
    /// @throws RefusedException if not
    public Wanted check(Parameters given) {
        Wanted wanted = Wanted.of(given);
        if (wanted.bodies && !bodies)
            throw new RefusedException(403, "bodies must be shown by the dashboard's builder: bodies=true");
        if (inspection.actor(wanted.path).isEmpty()) throw absent(wanted.path);
        return wanted;
    }

    /// Begins a trace.
    public Running begin(Wanted wanted) {
        watch.poll();
        // Before the trace's own, so that one that is over by time is never taken for one that was replaced.
        long endNanos = System.nanoTime() + Duration.ofSeconds(wanted.seconds).toNanos();
        Trace trace = inspection.trace(wanted.path, Duration.ofSeconds(wanted.seconds),
                Math.max(wanted.most, KEPT), wanted.bodies) // what comes between two looks is kept
                .orElseThrow(() -> absent(wanted.path));
        return new Running(trace, wanted, endNanos);
    }

    private static RefusedException absent(String path) {
        return new RefusedException(404, "an actor must have the name: path=" + path);
    }

    /// What has come since, and the end if there is one.
    public record More(List<Trace.Entry> entries, @Nullable End end) {}

    /// How a trace ended.
    ///
    /// @param recorded how many messages were recorded
    /// @param reason `time`, `most`, `ended` if the actor has, `replaced` if another trace of it began
    public record End(long recorded, String reason) {}

    /// A trace. Belongs to one thread.
    public final class Running implements AutoCloseable {
        private final Trace trace;
        private final Wanted wanted;
        private final long endNanos;
        private Trace.@Nullable Entry last;
        private int told;

        private Running(Trace trace, Wanted wanted, long endNanos) {
            this.trace = trace;
            this.wanted = wanted;
            this.endNanos = endNanos;
        }

        /// What was recorded since the last call.
        public More next() {
            boolean over = trace.isOver(); // asked first: what comes after that isn't recorded
            List<Trace.Entry> fresh = fresh(trace.entries());
            if (told + fresh.size() >= wanted.most) {
                fresh = fresh.subList(0, wanted.most - told);
                trace.close();
                return new More(fresh, new End(trace.recorded(), "most"));
            }
            told += fresh.size();
            if (!fresh.isEmpty()) last = fresh.getLast();
            if (!over) {
                watch.poll();
                return new More(fresh, null);
            }
            return new More(fresh, new End(trace.recorded(), reason()));
        }

        /// An entry is the same object each time, and the last one told is kept for as long as no more have come than are kept.
        private List<Trace.Entry> fresh(List<Trace.Entry> kept) {
            for (int at = kept.size() - 1; at >= 0; at--)
                if (kept.get(at) == last) return kept.subList(at + 1, kept.size());
            return kept;
        }

        private String reason() {
            if (System.nanoTime() - endNanos >= 0) return "time";
            return inspection.actor(wanted.path).isEmpty() ? "ended" : "replaced";
        }

        @Override
        public void close() {
            trace.close();
        }
    }
}
