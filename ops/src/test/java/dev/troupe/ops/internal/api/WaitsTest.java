package dev.troupe.ops.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.spi.WaitEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, threadMode = SEPARATE_THREAD)
class WaitsTest {
    private static WaitEntry wait(String waiter, String target) {
        return new WaitEntry(waiter, "asks " + target, target);
    }

    private static WaitEntry sleep(String waiter) {
        return new WaitEntry(waiter, "sleeps", null);
    }

    private static final List<WaitEntry> ALL = List.of(sleep("a"), wait("b", "c"), wait("c", "d"), wait("d", "c"),
            sleep("e"), wait("d", "b2"));

    @Test
    void putsCirclesFirstThenWhoWaitsForAnActor() {
        Waits waits = Waits.of(ALL, 300);
        assertThat(waits.rows()).containsExactly(wait("c", "d"), wait("d", "c"), wait("b", "c"), wait("d", "b2"),
                sleep("a"), sleep("e"));
        assertThat(waits.cycles()).containsExactly(List.of("c", "d"));
        assertThat(waits.total()).isEqualTo(6);
        assertThat(waits.targeted()).isEqualTo(4);
        assertThat(waits.circles()).isEqualTo(1);
    }

    @Test
    void tellsNoMoreThanWasAskedForAndHowManyThereAre() {
        assertThat(Waits.of(ALL, 3).rows()).containsExactly(wait("c", "d"), wait("d", "c"), wait("b", "c"));
        assertThat(Waits.of(ALL, 3).total()).isEqualTo(6);
        assertThat(Waits.of(ALL, 0).rows()).isEmpty();
    }

    @Test
    void tellsCirclesWholeAndNotTooManyOfThem() {
        List<WaitEntry> crowd = new ArrayList<>();
        for (int ring = 0; ring < 10; ring++)
            for (int i = 0; i < 3_000; i++) crowd.add(wait(ring + "-" + i, ring + "-" + (i + 1) % 3_000));
        Waits waits = Waits.of(crowd, 300);
        assertThat(waits.cycles()).hasSize(3).allMatch(circle -> circle.size() == 3_000);
        assertThat(waits.circles()).isEqualTo(10);
        assertThat(waits.rows()).hasSize(300);
        assertThat(waits.targeted()).isEqualTo(30_000);
    }
}
