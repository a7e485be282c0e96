package dev.troupe.bench.offload;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/// Work that computes for a time.
record Burn(long nanos) implements Callable<Long> {
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
