package dev.troupe.ops.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.sun.management.ThreadMXBean;
import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.Altered;
import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.spi.FailureEntry;
import dev.troupe.spi.Inspection;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ViewsTest {
    private static byte[] answer(Views views, String view, String query) {
        return Objects.requireNonNull(views.answer(view, query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"actors", "tree", "waits"})
    void givesAThousandRowsAtMost(String view) {
        try (ActorSystem system = ActorSystem.create();
                Watch watch = new Watch(system.inspect(), Watch.PERIOD, Watch.GRACE)) {
            Views views = new Views(system.inspect(), watch);
            assertThat(answer(views, view, "limit=1000")).isNotEmpty();
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> views.answer(view, "limit=1001"))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(400))
                    .withMessage("limit must be a number from 0 to 1000: limit=1001");
        }
    }

    /// Some objects for each row are fine, one for each field of it is not.
    @Test
    void writesRowsWithoutATreeOfTheirFields() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ActorSystem system = ActorSystem.create();
                Watch watch = new Watch(system.inspect(), Watch.PERIOD, Watch.GRACE)) {
            for (int i = 0; i < 1_000; i++) system.spawn("actor-" + i, Integer.class, (_, _) -> {});
            system.run();
            Views views = new Views(system.inspect(), watch);
            int length = answer(views, "actors", "limit=1000").length;
            for (int i = 0; i < 10; i++) answer(views, "actors", "limit=1000");
            system.inspect().actors(dev.troupe.spi.ActorQuery.ALL.page(0, 1_000));
            long before = memory.getCurrentThreadAllocatedBytes();
            system.inspect().actors(dev.troupe.spi.ActorQuery.ALL.page(0, 1_000));
            long rows = memory.getCurrentThreadAllocatedBytes() - before;
            before = memory.getCurrentThreadAllocatedBytes();
            answer(views, "actors", "limit=1000");
            long all = memory.getCurrentThreadAllocatedBytes() - before;
            assertThat(all - rows).as("bytes for an answer of " + length).isLessThan(3L * length);
        }
    }

    @Test
    void givesEqualFailuresIdsOfTheirOwn() {
        FailureEntry one = new FailureEntry(1, "a", "m", "e", "text", "stop", 0, "stack");
        try (ActorSystem system = ActorSystem.create()) {
            Inspection twice = Altered.instead(system.inspect(), "failures", _ -> List.of(one, one, one));
            try (Watch watch = new Watch(twice, Watch.PERIOD, Watch.GRACE)) {
                JsonNode rows = JsonMapper.shared().readTree(new Views(twice, watch).answer("failures", null))
                        .get("rows");
                assertThat(rows.findValuesAsString("id")).doesNotHaveDuplicates().hasSize(3);
                assertThat(rows.at("/2/id").asString()).doesNotEndWith("-2").doesNotEndWith("-3");
            }
        }
    }
}
