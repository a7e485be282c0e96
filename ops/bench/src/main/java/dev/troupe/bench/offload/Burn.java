package dev.troupe.bench.offload;

import dev.troupe.offload.ProcessTask;
import java.lang.management.ManagementFactory;

/// Work that computes for a time.
record Burn(long nanos) implements ProcessTask<Long> {
    /// @return nanoseconds of a processor that it got
    @Override
    public Long call() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long end = System.nanoTime() + nanos;
        long sum = 0;
        while (System.nanoTime() < end) sum += Fib.fib(15);
        if (sum < 0) throw new AssertionError("a sum must be positive: sum=" + sum);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
