package dev.troupe.internal.worker;

import dev.troupe.internal.scheduler.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// Takes the turns of a lane into which one thread puts [#FIRST] and then [#SECOND], and another [#OTHER]. Its fields
/// are plain: if two threads take turns at once, or one doesn't see what the other did, counts are wrong.
final class Taken implements Turn<Object> {
    static final Integer FIRST = 0;
    static final Integer SECOND = 1;
    static final Integer OTHER = 2;

    private final int[] times = new int[3];
    private final int all;
    private int turns;
    private boolean inside;
    private boolean atOnce;
    private boolean overtaken;

    /// @param all how many are put: with two, the second isn't
    Taken(int all) {
        this.all = all;
    }

    @Override
    public @Nullable Object take(Object entry) {
        if (inside) atOnce = true;
        inside = true;
        times[(Integer) entry]++;
        if (entry.equals(SECOND) && times[FIRST] == 0) overtaken = true;
        turns++;
        inside = false;
        return null;
    }

    boolean isAll() {
        return turns == all;
    }

    /// Each taken once; one after the other; in order.
    void judge(ZZZ_Result result) {
        result.r1 = times[FIRST] == 1 && times[SECOND] == all - 2 && times[OTHER] == 1;
        result.r2 = turns == all && !atOnce;
        result.r3 = !overtaken;
    }
}
