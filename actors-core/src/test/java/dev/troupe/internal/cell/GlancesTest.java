package dev.troupe.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.internal.cell.Glances.Glance;
import org.junit.jupiter.api.Test;

/// What is told of an actor from one look at it to the next.
class GlancesTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void theRateIsSinceALookASecondAgoOrLonger() {
        Glance glance = new Glance(0, 100);
        assertThat(glance.rate(SECOND / 2, 200)).isEqualTo(Glances.UNKNOWN);
        assertThat(glance.rate(SECOND, 300)).isEqualTo(200);
        assertThat(glance.rate(SECOND, 300)).isEqualTo(200);
        assertThat(glance.rate(SECOND + SECOND / 2, 400)).isEqualTo(200);
        assertThat(glance.rate(2 * SECOND, 400)).isEqualTo(100);
        assertThat(glance.rate(12 * SECOND, 400)).isZero();
        assertThat(glance.rate(13 * SECOND, 401)).isEqualTo(1);
    }

    @Test
    void aLookThatComesTooLateTellsNoRate() {
        Glance glance = new Glance(0, 100);
        glance.rate(SECOND, 200);
        glance.rate(3 * SECOND, 300);
        assertThat(glance.rate(SECOND + 1, 200)).isEqualTo(Glances.UNKNOWN);
    }

    @Test
    void theOldestIsAsOldAsTheLookThatFoundItFirst() {
        Glance glance = new Glance(0, 100);
        assertThat(glance.oldest(10, 100, 2)).isZero();
        assertThat(glance.oldest(25, 100, 2)).isEqualTo(15);
        assertThat(glance.oldest(30, 101, 1)).isZero();
        assertThat(glance.oldest(31, 102, 0)).isEqualTo(-1);
        assertThat(glance.oldest(40, 102, 1)).isZero();
        assertThat(glance.oldest(45, 102, 1)).isEqualTo(5);
    }
}
