package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.Attachment;
import dev.troupe.spi.Event;
import dev.troupe.spi.Probe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The message that a body has in hand when it ends is timed as others are.
@Tag("deque") // it is the deque that it asks for
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LastSampleTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aBodysLastMessageIsTimed() {
        Probe probe = new Probe() {
            @Override
            public void happened(Event event) {}

            @Override
            public void processed(String actor, String group, long nanos) {
                told.add(actor);
            }
        };
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build()) {
            Attachment attached = system.inspect().attach(probe, 1);
            system.spawn("returns", Integer.class, self -> {
                self.receive();
            });
            system.spawn("fails", Integer.class, self -> {
                self.receive();
                throw new IllegalStateException("after its first");
            });
            system.tell("returns", 1);
            system.tell("fails", 1);
            system.run();
            attached.close();
        }
        assertThat(told).containsExactlyInAnyOrder("returns", "fails");
    }
}
