package dev.troupe.bench.offload;

import dev.troupe.offload.ProcessTask;

/// Empty work for a process.
record Nothing() implements ProcessTask<Integer> {
    @Override
    public Integer call() {
        return 1;
    }
}
