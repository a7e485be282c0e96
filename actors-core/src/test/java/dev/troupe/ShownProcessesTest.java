package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.troupe.offload.ProcessPool;
import dev.troupe.offload.ProcessTask;
import dev.troupe.spi.Event;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.PoolFigures;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A pool of child JVMs is seen by the system that was told to show it, with its children.
@Tag("processes")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShownProcessesTest {
    record Answer() implements ProcessTask<Integer> {
        @Override
        public Integer call() {
            return 42;
        }
    }

    record Exits() implements ProcessTask<Integer> {
        @Override
        public Integer call() {
            System.exit(7);
            return 0;
        }
    }

    private static PoolFigures.Processes processes(PoolFigures pool) {
        return Objects.requireNonNull(pool.processes());
    }

    @Test
    void itsChildrenAreCounted() {
        List<Event> heard = new CopyOnWriteArrayList<>();
        try (Stage stage = Stage.closedWithin(Duration.ofSeconds(5));
                ProcessPool pool = ProcessPool.builder().name("w").workers(1).heapBytes(32 << 20)
                        .allow(ShownProcessesTest.class).output((worker, line) -> {}).build()) {
            Inspection seen = stage.system.inspect();
            assertThat(seen.pools()).isEmpty();
            Subscription shown = stage.system.show(pool);
            seen.attach(heard::add);
            assertThat(seen.pools()).singleElement().satisfies(row -> {
                assertThat(row.pool()).isEqualTo("w");
                assertThat(row.kind()).isEqualTo("processes");
                assertThat(row.threads()).isEqualTo(1);
            });
            stage.system.spawn("a", Object.class, self -> stage.say(self.offload(pool, new Answer())));
            stage.settle();
            assertThat(stage.said()).isEqualTo("42");
            await().untilAsserted(() -> assertThat(seen.pools().getFirst()).satisfies(row -> {
                assertThat(row.done()).isEqualTo(1);
                assertThat(row.failed()).isZero();
                assertThat(row.active()).isZero();
                assertThat(processes(row).live()).isEqualTo(1);
                assertThat(processes(row).idle()).isEqualTo(1);
                assertThat(processes(row).lost()).isZero();
                assertThat(processes(row).started()).isEqualTo(pool.processes().started()).isPositive();
            }));
            assertThat(heard).filteredOn(Event.WorkEnded.class::isInstance).singleElement()
                    .satisfies(end -> assertThat(((Event.WorkEnded) end).kind()).isEqualTo("processes"));
            stage.system.spawn("b", Object.class, self -> self.offload(pool, new Exits()));
            stage.settle();
            assertThat(stage.failures).hasSize(1);
            await().untilAsserted(() -> assertThat(seen.pools().getFirst()).satisfies(row -> {
                assertThat(row.failed()).isEqualTo(1);
                assertThat(processes(row).lost()).isEqualTo(1);
            }));
            shown.close();
            shown.close();
            assertThat(seen.pools()).isEmpty();
        }
    }
}
