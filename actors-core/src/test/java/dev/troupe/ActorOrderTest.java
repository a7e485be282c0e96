package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorQuery;
import dev.troupe.spi.ActorQuery.Order;
import dev.troupe.spi.ActorState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rows of actors come in the order that was asked for, equal ones by name.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ActorOrderTest {
    private final Stage stage = new Stage();

    private List<String> paths(ActorQuery query) {
        return stage.system.inspect().actors(query).rows().stream().map(ActorFigures::path).toList();
    }

    private void bothWays(Order by, String ascending, String descending) {
        assertThat(String.join(" ", paths(ActorQuery.ALL.ascending(by)))).isEqualTo(ascending);
        assertThat(String.join(" ", paths(ActorQuery.ALL.descending(by)))).isEqualTo(descending);
    }

    @Test
    void byGroup() {
        try (stage) {
            Handler<Object> work = (self, message) -> {};
            for (String name : List.of("d", "c", "b", "a"))
                stage.system.spawn(name, Props.of(Object.class, work).group(name.compareTo("c") < 0 ? "y" : "x"));
            stage.settle();
            bothWays(Order.GROUP, "c d a b", "a b c d");
            assertThat(paths(ActorQuery.ALL.ascending(Order.GROUP).page(1, 2))).containsExactly("d", "a");
        }
    }

    @Test
    void byState() {
        try (stage) {
            stage.system.spawn("a-waits", Object.class, self -> self.sleep(Duration.ofHours(1)));
            stage.recorder("b-idles");
            stage.recorder("c-ready");
            stage.turnsUntilWaiting(1);
            stage.turns();
            stage.system.tell("c-ready", 1);
            stage.recorder("d-starts");
            // as the states are declared
            bothWays(Order.STATE, "d-starts b-idles c-ready a-waits", "a-waits c-ready b-idles d-starts");
            assertThat(stage.system.inspect().actors(ActorQuery.ALL.ascending(Order.STATE)).rows())
                    .extracting(ActorFigures::state)
                    .containsExactly(ActorState.STARTING, ActorState.IDLE, ActorState.READY, ActorState.WAITING);
            assertThat(paths(ActorQuery.ALL.state(ActorState.READY))).containsExactly("c-ready");
        }
    }

    @Test
    void byRestarts() {
        try (stage) {
            for (String name : List.of("a", "b", "c"))
                stage.system.spawn(name, Props.of(Integer.class, (self, n) -> stage.say(1 / n))
                        .restart(RestartPolicy.unlimited()));
            for (int n = 0; n < 2; n++) stage.system.tell("b", 0);
            stage.system.tell("c", 0);
            stage.settle();
            bothWays(Order.RESTARTS, "a c b", "b c a");
            assertThat(stage.system.inspect().actors(ActorQuery.ALL.descending(Order.RESTARTS)).rows())
                    .extracting(ActorFigures::restarts).containsExactly(2, 1, 0);
        }
    }

    @Test
    void byDepthAndByWhatWasTaken() {
        try (stage) {
            for (String name : List.of("a", "b", "c")) stage.recorder(name);
            for (int n = 0; n < 5; n++) stage.system.tell(n < 2 ? "c" : "a", n);
            stage.settle();
            bothWays(Order.PROCESSED, "b c a", "a c b");
            for (int n = 0; n < 5; n++) stage.system.tell(n < 2 ? "a" : "c", n);
            bothWays(Order.DEPTH, "b a c", "c a b");
            bothWays(Order.PROCESSED, "b c a", "a c b");
        }
    }

    @Test
    void byHowLongTheOldestWaits() {
        try (stage) {
            for (String name : List.of("a", "b", "c"))
                stage.system.spawn(name, Object.class, self -> {
                    while (true) self.receive(String.class);
                });
            stage.system.tell("b", 1);
            stage.turnsUntilWaiting(3);
            ActorQuery oldest = ActorQuery.ALL.descending(Order.OLDEST);
            assertThat(paths(oldest)).containsExactly("b", "a", "c");
            stage.system.tell("c", 1);
            stage.turns();
            paths(oldest);
            List<ActorFigures> rows = stage.system.inspect().actors(oldest).rows();
            assertThat(rows).extracting(ActorFigures::path).containsExactly("b", "c", "a");
            assertThat(rows.get(0).oldestNanos()).isGreaterThan(rows.get(1).oldestNanos());
            assertThat(rows.get(1).oldestNanos()).isPositive();
            assertThat(rows.get(2).oldestNanos()).isEqualTo(-1);
            assertThat(paths(ActorQuery.ALL.ascending(Order.OLDEST))).containsExactly("a", "c", "b");
            // what is taken was the oldest: the next one has been seen for no time
            stage.system.tell("b", "text");
            stage.system.tell("c", 2);
            stage.turns();
            assertThat(paths(oldest)).containsExactly("c", "b", "a");
        }
    }
}
