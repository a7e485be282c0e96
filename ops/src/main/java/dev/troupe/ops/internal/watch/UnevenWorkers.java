package dev.troupe.ops.internal.watch;

import dev.troupe.spi.SchedulerFigures;
import dev.troupe.spi.WorkerFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schedulers of which one worker does all it can and another hardly anything, while actors wait for a thread.
final class UnevenWorkers {
    /// At how many ticks in a row.
    static final int TICKS = 5;
    /// From which utilisation on the busiest counts.
    static final double BUSY = 0.9;
    /// Up to which utilisation the idlest counts.
    static final double IDLE = 0.4;

    private Map<String, Integer> ticks = new HashMap<>();

    List<Finding> look(Pace pace) {
        Map<String, Integer> still = new HashMap<>();
        List<Finding> found = new ArrayList<>();
        for (SchedulerFigures scheduler : pace.now().schedulers()) {
            Finding finding = scheduler.ready() > 0 ? look(scheduler, pace) : null;
            if (finding == null) continue;
            int count = ticks.getOrDefault(scheduler.scheduler(), 0) + 1;
            still.put(scheduler.scheduler(), count);
            if (count >= TICKS) found.add(finding);
        }
        ticks = still;
        return found;
    }

    private static @Nullable Finding look(SchedulerFigures scheduler, Pace pace) {
        WorkerFigures busiest = null;
        double most = BUSY;
        double least = 1;
        for (WorkerFigures worker : pace.now().workers()) {
            if (!worker.scheduler().equals(scheduler.scheduler())) continue;
            double utilisation = pace.utilisation(worker);
            if (utilisation < 0) continue; // not known
            least = Math.min(least, utilisation);
            if (utilisation < most) continue;
            most = utilisation;
            busiest = worker;
        }
        if (busiest == null || least > IDLE) return null;
        String who = busiest.scheduler() + "#" + busiest.index();
        String text = String.format(Locale.ROOT, "%s is busy %.0f %% of the time, another worker %.0f %%, and %d wait",
                who,
                most * 100, least * 100, scheduler.ready());
        return new Finding("uneven workers", false, text, null, who, 0);
    }
}
