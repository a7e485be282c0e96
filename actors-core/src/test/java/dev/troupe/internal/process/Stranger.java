package dev.troupe.internal.process;

import dev.troupe.offload.ProcessTask;

/// A class of its own, which tests allow or don't.
record Stranger() implements ProcessTask<Integer> {
    @Override
    public Integer call() {
        return 17;
    }

    static ProcessTask<Integer> lambda() {
        return () -> 17;
    }
}
