package dev.troupe.routing;

/// Spreads the bits of a number over all 64, so that numbers which are close give ones that have nothing in common.
final class Mix {
    /// An odd number near 2^64 divided by the golden ratio: steps of that size come by all numbers, evenly.
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    static long of(long number) {
        long mixed = (number ^ number >>> 32) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
