package dev.troupe;

/// What long runs count and measure.
final class Endurance {
    /// So many that what each leaves behind would show; fewer where a switch takes a thread.
    static final int MESSAGES = "baton".equals(System.getProperty("troupe.test.engine")) ? 200_000 : 1_000_000;

    private Endurance() {}

    /// The heap in use after collection.
    static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
