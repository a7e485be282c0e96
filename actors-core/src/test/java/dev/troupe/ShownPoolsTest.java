package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.troupe.offload.ThreadPool;
import dev.troupe.spi.Attachment;
import dev.troupe.spi.Event;
import dev.troupe.spi.PoolFigures;
import dev.troupe.spi.Probe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which pools may be shown, and until when.
@Tag("deque") // pools are none of a scheduler's concern
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShownPoolsTest {
    private final ThreadPool pool = ThreadPool.builder("images").threads(1).build();

    @AfterEach
    void close() {
        pool.close();
    }

    private static List<String> names(ActorSystem system) {
        return system.inspect().pools().stream().map(PoolFigures::pool).toList();
    }

    @Test
    void refusesAPoolThatIsShownAlreadyAndAViewOfIt() {
        try (ActorSystem system = ActorSystem.create()) {
            Subscription shown = system.show(pool);
            assertThatThrownBy(() -> system.show(pool)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a pool must be shown once: pool=images");
            ThreadPool view = pool.limit(Duration.ofSeconds(1));
            assertThatThrownBy(() -> system.show(view)).isInstanceOf(IllegalArgumentException.class);
            assertThat(names(system)).containsExactly("images");
            shown.close();
            shown.close();
            assertThat(names(system)).isEmpty();
            system.show(view);
            assertThat(names(system)).containsExactly("images");
        }
    }

    @Test
    void refusesTheSystemsOwn() {
        try (ActorSystem system = ActorSystem.create()) {
            ThreadPool own = system.processors();
            assertThatThrownBy(() -> system.show(own)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a system's own pool is shown already: pool=");
        }
    }

    @Test
    void tellsNothingOfAPoolThatOutlivesTheSystem() throws Exception {
        List<Event> heard = new CopyOnWriteArrayList<>();
        ActorSystem system = ActorSystem.create();
        Probe probe = event -> {
            if (event instanceof Event.WorkEnded) heard.add(event);
        };
        Attachment attached = system.inspect().attach(probe, 1);
        system.show(pool);
        pool.submit(() -> 1).get();
        await().until(() -> heard.size() == 1);
        system.close();
        pool.submit(() -> 2).get();
        pool.close();
        attached.close();
        assertThat(heard).hasSize(1);
    }
}
