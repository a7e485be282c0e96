package dev.troupe.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first so many of a sequence, as sorting all of it would find them.
class BestTest {
    private static List<Integer> best(IntStream all, int wanted, int from) {
        Best<Integer> best = new Best<>(wanted, Comparator.naturalOrder());
        all.forEach(best::add);
        return best.from(from);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 100, 127, 128, 500, 999, 1000, 1001, 5000})
    void areThoseThatSortingFinds(int wanted) {
        SplittableRandom random = new SplittableRandom(wanted);
        for (int size : new int[] {0, 1, 2, 64, 129, 1000})
            for (int range : new int[] {2, 50, 1_000_000}) {
                int[] all = random.ints(size, 0, range).toArray();
                List<Integer> sorted = IntStream.of(all).sorted().limit(wanted).boxed().toList();
                for (int from : new int[] {0, 1, wanted / 2, wanted})
                    assertThat(best(IntStream.of(all), wanted, from)).as("%s of %s", wanted, size)
                            .isEqualTo(sorted.subList(Math.min(from, sorted.size()), sorted.size()));
            }
    }

    @Test
    void whatIsSortedCostsNoMore() {
        long[] compared = {0};
        Comparator<Integer> counting = (one, other) -> {
            compared[0]++;
            return Integer.compare(one, other);
        };
        for (boolean falling : new boolean[] {false, true}) {
            Best<Integer> best = new Best<>(60_000, counting);
            for (int n = 0; n < 100_000; n++) best.add(falling ? -n : n);
            assertThat(best.from(59_990)).hasSize(10);
        }
        assertThat(compared[0]).isLessThan(2_000_000);
    }

    @Test
    void whatIsTooBadIsKnownBeforehand() {
        Best<Integer> best = new Best<>(10, Comparator.naturalOrder());
        for (int n = 0; n < 100; n++) best.add(n);
        assertThat(best.worst()).isEqualTo(9);
    }
}
