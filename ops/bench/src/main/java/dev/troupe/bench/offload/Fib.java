package dev.troupe.bench.offload;

import dev.troupe.offload.ProcessTask;

/// Work that computes and touches no memory.
record Fib(int n) implements ProcessTask<Long> {
    @Override
    public Long call() {
        return fib(n);
    }

    static long fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }
}
