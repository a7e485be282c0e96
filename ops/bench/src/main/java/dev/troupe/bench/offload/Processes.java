package dev.troupe.bench.offload;

import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.Submission;
import java.util.ArrayList;
import java.util.List;

/// The pools of processes that are measured.
final class Processes {
    private static final long HEAP_BYTES = 256L * 1024 * 1024;
    private static final long STARTING_NANOS = 300_000_000;

    private Processes() {}

    /// A pool whose children have started.
    static ProcessPool started(int workers, Class<?>... allowed) throws Exception {
        ProcessPool pool = ProcessPool.builder().name("bench").workers(workers).heapBytes(HEAP_BYTES).allow(Burn.class)
                .allow(allowed).build();
        List<Submission<Long>> all = new ArrayList<>();
        for (int n = 0; n < workers; n++) all.add(pool.submit(new Burn(STARTING_NANOS)));
        for (Submission<Long> one : all) one.get();
        return pool;
    }
}
