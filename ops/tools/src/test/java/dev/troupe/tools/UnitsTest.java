package dev.troupe.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void countsInThousands() {
        assertThat(Units.count(0)).isEqualTo("0");
        assertThat(Units.count(0.25)).isEqualTo("0.3");
        assertThat(Units.count(999)).isEqualTo("999");
        assertThat(Units.count(999.7)).isEqualTo("1.0k");
        assertThat(Units.count(12_345)).isEqualTo("12.3k");
        assertThat(Units.count(123_456)).isEqualTo("123k");
        assertThat(Units.count(5e15)).isEqualTo("5000T");
        assertThat(Units.count(-1)).isEqualTo("-");
    }

    @Test
    void tellsTimesAndBytesAndShares() {
        assertThat(Units.time(950)).isEqualTo("950 ns");
        assertThat(Units.time(4_100_000)).isEqualTo("4.1 ms");
        assertThat(Units.time(-1)).isEqualTo("-");
        assertThat(Units.bytes(64 * 1024 * 1024)).isEqualTo("64.0 MB");
        assertThat(Units.share(0.123)).isEqualTo("12%");
        assertThat(Units.clock(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
    }
}
