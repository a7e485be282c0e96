package dev.troupe.ops.internal.meters;

import dev.troupe.spi.GroupFigures;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.SchedulerFigures;

/// Rows by name; one of zeros where there is none yet, for a meter may come up before the poll that shows its row.
final class Rows {
    private static final GroupFigures NO_GROUP = new GroupFigures("", 0, 0, 0, 0, 0);
    private static final SchedulerFigures NO_SCHEDULER = new SchedulerFigures("", 0, 0, 0, 0, 0, 0, 0, -1);
    private static final PoolFigures NO_POOL = new PoolFigures("", "", 0, 0, 0, 0, 0, 0, 0, 0, null);
    private static final PoolFigures.Processes NO_PROCESSES = new PoolFigures.Processes(0, 0, 0, 0, 0);

    private Rows() {}

    static GroupFigures group(Figures now, String name) {
        return now.groups().getOrDefault(name, NO_GROUP);
    }

    static SchedulerFigures scheduler(Figures now, String name) {
        return now.schedulers().getOrDefault(name, NO_SCHEDULER);
    }

    static PoolFigures pool(Figures now, Figures.PoolName name) {
        return now.pools().getOrDefault(name, NO_POOL);
    }

    static PoolFigures.Processes processes(Figures now, Figures.PoolName name) {
        PoolFigures.Processes children = pool(now, name).processes();
        return children == null ? NO_PROCESSES : children;
    }
}
