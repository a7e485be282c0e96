package dev.troupe.ops.internal.watch;

import dev.troupe.ops.internal.listen.Heard;
import dev.troupe.ops.internal.listen.Listening;
import dev.troupe.spi.Event;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.SchedulerFigures;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// What is known since somebody has been watching. It goes when nobody does any more.
final class Session implements AutoCloseable {
    private static final int EVERY = 64;

    private final Inspection inspection;
    private final SampledTimes times = new SampledTimes();
    private final Warnings warnings = new Warnings();
    private final AtomicLong missed = new AtomicLong();
    private final Listening listening;
    private volatile Pace pace;
    private volatile Overview overview;

    Session(Inspection inspection) {
        this.inspection = inspection;
        this.listening = Listening.to(inspection, EVERY, new Ear());
        try {
            this.pace = new Pace(null, Tick.of(inspection));
            this.overview = overview();
        } catch (RuntimeException | Error e) {
            listening.close();
            throw e;
        }
    }

    private final class Ear implements Heard {
        @Override
        public void happened(Event event) {
            if (event instanceof Event.Restarted restarted) warnings.restarted(restarted.actor());
        }

        @Override
        public void processed(String actor, String group, long nanos) {
            times.processed(actor, group, nanos);
        }

        @Override
        public void waited(String actor, String group, long nanos) {
            times.waited(actor, group, nanos);
        }

        @Override
        public void missed(long count) {
            missed.addAndGet(count);
        }
    }

    /// On one thread at a time.
    Overview tick() {
        pace = new Pace(pace.now(), Tick.of(inspection));
        overview = overview();
        return overview;
    }

    private Overview overview() {
        Tick now = pace.now();
        String scheduler = schedulers(now.schedulers());
        long ready = now.schedulers().stream().mapToLong(SchedulerFigures::ready).sum();
        int busy = now.schedulers().stream().mapToInt(SchedulerFigures::busy).sum();
        long delay = now.schedulers().stream().mapToLong(SchedulerFigures::delayNanos).max().orElse(-1);
        return new Overview(inspection.system(), inspection.engine(), scheduler, Machine.VERSION, now.atMillis(),
                Machine.upMillis(), now.totals(), pace.rates(), ready, busy, pace.utilisation(), delay, Machine.heap(),
                Machine.threads(), Runtime.getRuntime().availableProcessors(), warnings.look(inspection, pace),
                missed.get());
    }

    /// By name, and the deque only if it is all there is, or is in use.
    private static String schedulers(List<SchedulerFigures> all) {
        return all.stream().filter(each -> all.size() == 1 || each.turns() != 0 || each.workers() > 0)
                .map(SchedulerFigures::scheduler).collect(Collectors.joining(", "));
    }

    Overview lastOverview() {
        return overview;
    }

    Pace pace() {
        return pace;
    }

    SampledTimes times() {
        return times;
    }

    @Override
    public void close() {
        listening.close();
    }
}
