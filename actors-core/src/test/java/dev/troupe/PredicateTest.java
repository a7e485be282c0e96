package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Predicates that do what they shouldn't. Invariants 1 and 3.
@Timeout(30)
class PredicateTest {
    @Test
    void getsTheMessageItAcceptedThoughOthersCameWhileItBlocked() throws InterruptedException {
        try (Stage stage = new Stage()) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            ActorRef<Integer> ref = stage.system.spawn("b", Integer.class, self -> {
                self.receive(n -> n == 7); // the others are kept
                stage.say("got " + self.receive(n -> {
                    if (n != 3) return false;
                    asked.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }));
            });
            for (int n = 1; n <= 7; n++) ref.tell(n);
            Thread runs = Thread.ofPlatform().start(stage::settle);
            asked.await();
            for (int n = 8; n <= 40; n++) ref.tell(n);
            go.countDown();
            runs.join();
            assertThat(stage.said()).isEqualTo("got 3");
        }
    }

    @Test
    void aPrimitiveClassIsRefusedWithTheNameOfItsBox() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> self.receive(int.class));
            stage.settle();
            assertThat(stage.failures.getFirst().cause()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("class to receive must not be primitive: type=int, use Integer.class");
        }
    }

    @Test
    void finallyMayWaitWhenAHandlerTakesOver() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("b", Integer.class, self -> {
                try {
                    self.become((same, n) -> stage.say("handled " + n));
                    self.receive();
                } finally {
                    self.sleep(java.time.Duration.ofNanos(1));
                    stage.say("flushed");
                }
            });
            stage.system.tell("b", 1);
            stage.settle();
            assertThat(stage.said()).isEqualTo("flushed handled 1");
        }
    }
}
