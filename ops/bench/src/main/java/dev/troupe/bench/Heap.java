package dev.troupe.bench;

import java.lang.management.ManagementFactory;

/// The heap in use after a collection, and how much of it there may be.
final class Heap {
    private Heap() {}

    static long usedBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static String limit() {
        return mega(Runtime.getRuntime().maxMemory());
    }

    static String mega(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
