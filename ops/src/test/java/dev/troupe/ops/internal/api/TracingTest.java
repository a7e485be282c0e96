package dev.troupe.ops.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.Altered;
import dev.troupe.ops.internal.watch.Watch;
import dev.troupe.spi.Inspection;
import dev.troupe.spi.Trace;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class TracingTest {
    @Test
    void isOverByTimeAlsoIfItsThreadWasHeldUp() {
        try (ActorSystem system = ActorSystem.create()) {
            system.spawn("traced", Integer.class, (_, _) -> {});
            system.run();
            Inspection late = Altered.instead(system.inspect(), "trace", original -> {
                Optional<?> begun = (Optional<?>) original.call();
                await().until(((Trace) begun.orElseThrow())::isOver);
                return begun;
            });
            try (Watch watch = new Watch(late, Watch.PERIOD, Watch.GRACE)) {
                Tracing tracing = new Tracing(late, watch, false);
                Parameters given = Parameters.of("path=traced&seconds=1", Tracing.PARAMETERS);
                try (Tracing.Running trace = tracing.begin(tracing.check(given))) {
                    assertThat(trace.next().end()).isEqualTo(new Tracing.End(0, "time"));
                }
            }
        }
    }
}
