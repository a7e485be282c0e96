package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Kind.Order;
import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/// What tests share whose actors do what they are told, each turn for itself, and whose time stands still.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class PuppetTest {
    static final Order CRASH = self -> {
        throw new IllegalStateException("crash");
    };

    final ManualClock clock = new ManualClock();
    final Stage stage = new Stage(settings -> settings.clock(clock));

    final ActorRef<Object> puppet(String name, Kind kind) {
        return stage.system.spawn(name, kind.puppet(stage));
    }

    final void tell(ActorRef<Object> puppet, Order order) {
        puppet.tell(order);
        stage.settle();
    }

    final void second() {
        clock.advance(Duration.ofSeconds(1));
        stage.settle();
    }

    final void assertLinkedExit(String actor, String first) {
        assertThat(stage.failures).anySatisfy(failure -> {
            assertThat(failure.actor()).isEqualTo(actor);
            assertThat(failure.cause()).isInstanceOfSatisfying(LinkedExitException.class,
                    exit -> assertThat(exit.linked()).isEqualTo(first));
        });
    }
}
