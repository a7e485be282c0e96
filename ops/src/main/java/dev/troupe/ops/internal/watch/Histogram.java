package dev.troupe.ops.internal.watch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts of durations in buckets that grow with what they hold: eight for each power of two, so that the middle of a bucket is at most
/// 1/16 off, from 64 nanoseconds up to 137 seconds. What is less counts as some 32 ns, and what is more as the greatest. Percentiles
/// never exceed the true greatest, which is kept as it is.
///
/// 1 KB each. Belongs to one thread at a time.
final class Histogram {
    /// How far a percentile may be off.
    static final double ERROR = 1.0 / 16;
    private static final int STEPS = 3; // of a power of two, as a power of two
    private static final int LOW = 6;
    private static final int HIGH = 37;
    private static final int BUCKETS = 2 + ((HIGH - LOW) << STEPS); // the first is for what is less, the last for what is more

    private final int[] counts = new int[BUCKETS];
    private long count;
    private long max;

    void add(long nanos) {
        counts[bucket(nanos)]++;
        count++;
        max = Math.max(max, nanos);
    }

    void clear() {
        if (count == 0) return;
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    /// What was counted; null if nothing was.
    @Nullable Times times() {
        return count == 0 ? null : new Times(count, percentile(0.50), percentile(0.99), max);
    }

    private long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int at = 0; at < BUCKETS; at++) {
            seen += counts[at];
            if (seen >= rank) return at == BUCKETS - 1 ? max : Math.min(max, middle(at));
        }
        return max;
    }

    private static int bucket(long nanos) {
        if (nanos < 1L << LOW) return 0;
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        if (power >= HIGH) return BUCKETS - 1;
        int step = (int) (nanos >>> (power - STEPS)) & ((1 << STEPS) - 1);
        return 1 + ((power - LOW) << STEPS) + step;
    }

    private static long middle(int bucket) {
        if (bucket == 0) return 1L << (LOW - 1);
        int power = LOW + ((bucket - 1) >>> STEPS);
        int step = (bucket - 1) & ((1 << STEPS) - 1);
        long width = 1L << (power - STEPS);
        return (1L << power) + width * step + width / 2;
    }
}
