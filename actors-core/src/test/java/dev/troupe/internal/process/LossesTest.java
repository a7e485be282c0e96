package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.offload.PoolSettings;
import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.WorkerLostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - 100 * SECOND; // the clock may well overflow

    private final Losses losses = new Losses(PoolSettings.of(ProcessPool.builder().losses(3, Duration.ofSeconds(10))
            .backOff(Duration.ofSeconds(1), Duration.ofSeconds(5))));

    private boolean addAt(long seconds) {
        return losses.add(new WorkerLostException("rule", "w-" + seconds, 1, null, List.of(), null),
                START + seconds * SECOND);
    }

    private long delayAt(long seconds) {
        return losses.delayNanos(START + seconds * SECOND);
    }

    @Test
    void thePauseDoublesUpToTheCapAndCountsFromTheLoss() {
        assertThat(delayAt(0)).isZero();
        addAt(0);
        assertThat(delayAt(0)).as("the first replacement").isZero();
        addAt(20);
        assertThat(delayAt(20)).isEqualTo(SECOND);
        assertThat(delayAt(21)).isZero();
        addAt(40);
        assertThat(delayAt(40)).isEqualTo(2 * SECOND);
        addAt(60);
        assertThat(delayAt(60)).isEqualTo(4 * SECOND);
        addAt(80);
        assertThat(delayAt(80)).isEqualTo(5 * SECOND);
        for (int i = 0; i < 100; i++) addAt(100 + 20 * i);
        assertThat(delayAt(100 + 20 * 99)).isEqualTo(5 * SECOND);
        assertThat(losses.last()).isNull();
        assertThat(losses.total()).isEqualTo(105);
    }

    @Test
    void aTaskDoneEndsTheRow() {
        addAt(0);
        addAt(20);
        assertThat(losses.reset()).isTrue();
        assertThat(losses.reset()).as("nothing to reset").isFalse();
        assertThat(delayAt(20)).isZero();
        addAt(40);
        assertThat(delayAt(40)).isZero();
    }

    @Test
    void thePeriodSlides() {
        assertThat(addAt(0)).isFalse();
        assertThat(addAt(4)).isFalse();
        assertThat(addAt(8)).isFalse();
        assertThat(addAt(11)).as("the first has gone").isFalse();
        losses.reset();
        assertThat(addAt(14)).as("one exactly a period ago counts, whatever was done between").isTrue();
        assertThat(losses.last()).hasMessageContaining("worker=w-14");
        assertThat(addAt(1_000)).as("for ever").isTrue();
        assertThat(losses.last()).as("the one with which it gave up").hasMessageContaining("worker=w-14");
    }
}
