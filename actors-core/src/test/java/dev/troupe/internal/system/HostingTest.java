package dev.troupe.internal.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorSystem;
import dev.troupe.Scheduler;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.scheduler.DequeScheduler;
import dev.troupe.spi.SystemClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who has the right to drive, and the token.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostingTest {
    private final DequeScheduler<Chain> scheduler = new DequeScheduler<>(SystemClock.REAL, null);
    private final Hosting hosting = new Hosting(scheduler, "sys");

    @Test
    void whoHasTheTokenIsNotGivenItAgainAndKeepsIt() {
        List<String> seen = new ArrayList<>();
        hosting.enter();
        hosting.owning(() -> {
            assertThat(hosting.tryOwning(0, () -> seen.add("again"))).isFalse();
            assertThat(scheduler.held()).isTrue();
        });
        hosting.leave();
        assertThat(seen).isEmpty();
        assertThat(hosting.tryOwning(0, () -> seen.add("now"))).isTrue();
        assertThat(seen).containsExactly("now");
    }

    @Test
    void aListenerThatLooksOnWhileItsSystemClosesHearsOfAll() {
        List<String> lost = new ArrayList<>();
        ActorSystem system = ActorSystem.builder().scheduler(Scheduler.deque()).build();
        system.onDeadLetter(letter -> {
            system.inspect().totals();
            lost.add(letter.recipient());
        });
        system.spawn("a", Integer.class, (self, n) -> {});
        system.spawn("b", Integer.class, (self, n) -> {});
        system.tell("a", 1);
        system.tell("b", 2);
        system.tell("a", 3);
        system.close();
        assertThat(lost).containsExactlyInAnyOrder("a", "b", "a");
    }
}
