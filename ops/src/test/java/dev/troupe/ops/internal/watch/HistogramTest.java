package dev.troupe.ops.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void isOffByAtMostASixteenthFrom64NanosecondsOn() {
        for (long nanos = 64; nanos < 130_000_000_000L; nanos += 1 + nanos / 97) {
            Histogram one = new Histogram();
            one.add(nanos);
            one.add(nanos * 2); // so that the median isn't the greatest, which is exact
            Times times = one.times();
            assertThat((double) times.p50Nanos()).isCloseTo((double) nanos, withPercentage(100 * Histogram.ERROR));
            assertThat(times.maxNanos()).isEqualTo(nanos * 2);
        }
    }

    @Test
    void givesPercentilesOfManyWithinTheError() {
        Random random = new Random(7);
        long[] all = random.longs(100_000, 0, 40).map(power -> (1L << power / 2 + 6) + random.nextInt(64)).toArray();
        Histogram histogram = new Histogram();
        for (long nanos : all) histogram.add(nanos);
        Arrays.sort(all);
        Times times = histogram.times();
        assertThat(times.count()).isEqualTo(all.length);
        assertThat((double) times.p50Nanos()).isCloseTo((double) all[all.length / 2 - 1], withPercentage(10));
        assertThat((double) times.p99Nanos()).isCloseTo((double) all[all.length * 99 / 100 - 1], withPercentage(10));
        assertThat(times.maxNanos()).isEqualTo(all[all.length - 1]);
    }

    @Test
    void takesAnyNumber() {
        Histogram histogram = new Histogram();
        assertThat(histogram.times()).isNull();
        for (long nanos : new long[] {-1, 0, 1, 63, Long.MAX_VALUE}) histogram.add(nanos);
        Times times = histogram.times();
        assertThat(times.count()).isEqualTo(5);
        assertThat(times.p50Nanos()).isEqualTo(32);
        assertThat(times.p99Nanos()).isEqualTo(Long.MAX_VALUE);
        histogram.clear();
        assertThat(histogram.times()).isNull();
    }

    @Test
    void keepsTheActorsSampledLast() {
        SampledTimes times = new SampledTimes();
        times.processed("kept", "group", 100);
        for (int i = 0; i < 3 * SampledTimes.ACTORS; i++) {
            times.processed("actor" + i, "group", 1_000);
            times.waited("kept", "group", 200);
        }
        assertThat(times.processing("kept")).isEqualTo(new Times(1, 100, 100, 100));
        assertThat(times.wait("kept").count()).isEqualTo(3 * SampledTimes.ACTORS);
        assertThat(times.processing("actor0")).isNull();
        // What fell out left nothing behind in what was made of it.
        assertThat(times.processing("actor" + (3 * SampledTimes.ACTORS - 1))).isEqualTo(new Times(1, 992, 992, 1_000));
        assertThat(times.wait("actor" + (3 * SampledTimes.ACTORS - 1))).isNull();
        assertThat(times.processingOf("group").count()).isEqualTo(3 * SampledTimes.ACTORS + 1);
    }
}
