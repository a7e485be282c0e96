package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Listeners that block while an actor ends or sends. Invariants 1, 3 and 10.
///
/// On the engine of virtual threads a body that blocks leaves the deque to others: its own end must not be left half done
/// by that, and it must come back whatever became of its actor.
@Timeout(30)
class BlockingListenerTest {
    private final Object lock = new Object();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aBodyEndsThoughAListenerOfItsDeadLettersBlocks() throws InterruptedException {
        blocked(stage -> {
            stage.system.spawn("b", Object.class, self -> self.receive(String.class));
            for (Object message : List.of(1, 2, "end")) stage.system.tell("b", message);
        });
        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void aBodyGoesOnThoughAListenerBlocksWhileItSends() throws InterruptedException {
        blocked(stage -> {
            stage.system.spawn("other", Object.class, (self, message) -> heard.add(message));
            stage.system.spawn("b", Object.class, self -> {
                Object first = self.receive();
                self.tell("nobody", first);
                self.tell("other", self.receive());
            });
            for (Object message : List.of(1, 2)) stage.system.tell("b", message);
        });
        assertThat(heard).containsExactly(1, 2);
    }

    @Test
    void aBodyThatBlocksIsFinishedByClose() throws InterruptedException {
        Stage stage = new Stage();
        listen(stage);
        stage.system.spawn("b", Object.class, self -> {
            try {
                self.receive();
            } finally {
                self.tell("nobody", "flushed");
            }
        });
        stage.settle();
        Thread closes;
        synchronized (lock) {
            closes = Thread.ofPlatform().start(stage::end);
            entered.await();
        }
        closes.join();
        assertThat(heard).containsExactly("flushed");
        assertThat(stage.system.names()).isEmpty();
    }

    private void blocked(Consumer<Stage> play) throws InterruptedException {
        try (Stage stage = new Stage()) {
            listen(stage);
            play.accept(stage);
            Thread runs;
            synchronized (lock) {
                runs = Thread.ofPlatform().start(stage::settle);
                entered.await();
            }
            runs.join();
            assertThat(stage.system.names()).doesNotContain("b");
        }
    }

    private void listen(Stage stage) {
        stage.system.onDeadLetter(letter -> {
            entered.countDown();
            synchronized (lock) {
                heard.add(letter.message());
            }
        });
    }
}
