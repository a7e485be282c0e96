package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nobody overtakes who waits for room, on several threads: invariants 2 and 4.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OvertakingTest {
    private final Stage stage = new Stage();

    /// Who makes room gives it to the first that waits, in one step: an outside thread must not find it in between.
    @Test
    @Tag("deque") // elsewhere there are moments when nobody waits
    void anOutsideThreadDoesNotOvertakeWhoWaits() {
        AtomicBoolean over = new AtomicBoolean();
        List<String> got = new ArrayList<>();
        try (stage) {
            ActorRef<String> consumer = stage.system.spawn("c", Props.of(String.class, self -> {
                for (int n = 0; n < 300_000; n++) got.add(self.receive());
                over.set(true);
                self.receive("end"::equals);
            }).mailbox(Mailbox.bounded(1)));
            // three, so that there is one that waits while the one let in has not been resumed
            for (int n = 0; n < 3; n++) stage.system.spawn("s" + n, String.class, self -> {
                while (!over.get()) consumer.tell("waited");
            });
            Thread intruder = Thread.ofPlatform().start(() -> {
                while (!over.get()) consumer.offer("intruder");
            });
            Task<Void> end = stage.system.launch(self -> {
                while (!over.get()) self.yield();
            });
            stage.system.run(end);
            assertThat(intruder).isNotNull();
            int first = got.indexOf("waited") + 10; // from here on somebody waits whenever room is made
            assertThat(got.subList(first, got.size())).doesNotContain("intruder");
        } finally {
            over.set(true);
        }
    }
}
