package dev.troupe.internal.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How many restarts are allowed when. Holds S4 of `dev.troupe.supervision`'s list.
class RestartWindowTest {
    private static String allowed(RestartWindow window, long... times) {
        StringBuilder text = new StringBuilder();
        LongStream.of(times).forEach(at -> text.append(window.allow(at) ? 'y' : 'n'));
        return text.toString();
    }

    @Test
    void soManyAndNotOneMore() {
        assertThat(allowed(new RestartWindow(3, Duration.ofNanos(10)), 0, 0, 0, 0)).isEqualTo("yyyn");
        assertThat(allowed(new RestartWindow(1, Duration.ofNanos(10)), 5, 6)).isEqualTo("yn");
        assertThat(allowed(new RestartWindow(0, Duration.ofNanos(10)), 0, 100)).isEqualTo("nn");
    }

    @Test
    void theWindowSlides() { // S4: in fixed stretches, 8, 9, 11 would be allowed
        assertThat(allowed(new RestartWindow(2, Duration.ofNanos(10)), 8, 9, 11)).isEqualTo("yyn");
        assertThat(allowed(new RestartWindow(2, Duration.ofNanos(10)), 0, 8, 11, 12, 19, 20)).isEqualTo("yyynyn");
    }

    @Test
    void aRestartCountsForThePeriodAndNotLonger() {
        assertThat(allowed(new RestartWindow(1, Duration.ofNanos(10)), 0, 9, 10)).isEqualTo("ynn");
        assertThat(allowed(new RestartWindow(1, Duration.ofNanos(10)), 0, 11)).isEqualTo("yy");
    }

    @Test
    void oneThatIsRefusedDoesNotCount() {
        assertThat(allowed(new RestartWindow(1, Duration.ofNanos(10)), 0, 5, 11)).isEqualTo("yny");
    }

    @Test
    void theLargestIntIsNoLimit() {
        RestartWindow window = new RestartWindow(Integer.MAX_VALUE, Duration.ofNanos(10));
        for (int n = 0; n < 1_000; n++) assertThat(window.allow(7)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-5, Long.MAX_VALUE - 5})
    void timesMayBeNegativeAndOverflow(long start) {
        assertThat(allowed(new RestartWindow(1, Duration.ofNanos(10)), start, start + 9, start + 11)).isEqualTo("yny");
    }
}
