package dev.troupe.ops.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.WaitEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CyclesTest {
    private static List<List<String>> cycles(String... arrows) {
        List<WaitEntry> waits = new ArrayList<>();
        for (String arrow : arrows) {
            String[] ends = arrow.split(">", -1);
            waits.add(new WaitEntry(ends[0], "asks", ends[1].isEmpty() ? null : ends[1]));
        }
        return Cycles.of(waits);
    }

    @Test
    void findsCirclesAndNothingElse() {
        assertThat(cycles()).isEmpty();
        assertThat(cycles("a>b", "b>c", "d>c", "e>")).isEmpty();
        assertThat(cycles("a>a")).containsExactly(List.of("a"));
        assertThat(cycles("x>a", "a>b", "b>c", "c>a")).containsExactly(List.of("a", "b", "c"));
        assertThat(cycles("a>b", "b>a", "c>d", "d>c")).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(cycles("a>b", "a>c", "b>d", "c>d", "d>a")).contains(List.of("a", "b", "d"));
    }

    @Test
    void walksALongChainOnAShortStack() {
        String[] chain = new String[100_000];
        for (int i = 0; i < chain.length; i++) chain[i] = i + ">" + (i + 1) % chain.length;
        assertThat(cycles(chain).getFirst()).hasSize(chain.length);
    }
}
