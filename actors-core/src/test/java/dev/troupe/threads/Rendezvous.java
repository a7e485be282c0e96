package dev.troupe.threads;

import java.util.concurrent.atomic.AtomicInteger;

/// Where several turns meet to go on at the same moment. It holds nobody up who would be alone: with too few threads they go
/// on one after the other.
final class Rendezvous {
    private static final long PATIENCE = 20_000_000;

    private final AtomicInteger missing;

    Rendezvous(int parties) {
        missing = new AtomicInteger(parties);
    }

    void meet() {
        missing.decrementAndGet();
        long start = System.nanoTime();
        while (missing.get() > 0 && System.nanoTime() - start < PATIENCE) Thread.onSpinWait();
    }
}
