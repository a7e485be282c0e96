package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The five receives. Holds invariants 2 (what is passed over keeps its order) and 3 (and is not lost).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReceiveTest {
    sealed interface Mail {
        record Letter(int n) implements Mail {}

        record Bill(int n) implements Mail {}

        record Done() implements Mail {}
    }

    private static void send(Stage stage, String name, Mail... mail) {
        for (Mail one : mail) stage.system.tell(name, one);
    }

    @Test
    @Tag("classpath")
    void takesMessagesOfAClassOutOfOrderAndKeepsTheOthersInOrder() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Mail.class, self -> {
                stage.say(self.receive(Mail.Bill.class).n());
                stage.say(self.receive(Mail.Bill.class).n());
                while (true) stage.say(((Mail.Letter) self.receive()).n());
            });
            send(stage, "reader", new Mail.Letter(1), new Mail.Letter(2), new Mail.Bill(3), new Mail.Letter(4),
                    new Mail.Bill(5), new Mail.Letter(6));
            stage.settle();
            assertThat(stage.said()).isEqualTo("3 5 1 2 4 6");
        }
    }

    @Test
    void takesTheOldestThatAPredicateAccepts() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Integer.class, self -> {
                stage.say(self.receive(n -> n > 10));
                stage.say(self.receive(n -> n % 2 == 0));
                stage.say(self.receive(n -> n % 2 == 0));
                stage.say(self.receive());
                stage.say(self.receive());
            });
            for (int n : new int[] {1, 2, 3, 11, 4}) stage.system.tell("reader", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("11 2 4 1 3");
        }
    }

    @Test
    void asksAPredicateOnceForEachMessage() {
        try (Stage stage = new Stage()) {
            int[] asked = {0};
            stage.system.spawn("reader", Integer.class, self -> self.receive(n -> {
                asked[0]++;
                return n == 999;
            }));
            for (int n = 0; n < 1_000; n++) stage.system.tell("reader", n);
            stage.settle();
            assertThat(asked[0]).isEqualTo(1_000);
            assertThat(stage.deadLetters).hasSize(999);
        }
    }

    @Test
    void raisesWhatAPredicateThrowsAndKeepsTheMessage() {
        try (Stage stage = new Stage()) {
            IllegalStateException thrown = new IllegalStateException("predicate");
            stage.system.spawn("waiting", Integer.class, self -> {
                assertThatThrownBy(() -> self.receive(n -> {
                    throw thrown;
                })).isSameAs(thrown);
                stage.say(self.receive());
            });
            stage.system.spawn("kept", Integer.class, self -> {
                self.receive(n -> n == 2);
                assertThatThrownBy(() -> self.receive(n -> {
                    throw thrown;
                })).isSameAs(thrown);
                stage.say(self.receive());
            });
            stage.system.tell("waiting", 1);
            stage.system.tell("kept", 1);
            stage.system.tell("kept", 2);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 1");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void refusesAPredicateThatWaitsWhileItsBodyWaits() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Integer.class, self -> {
                assertThatThrownBy(() -> self.receive(n -> self.receive() > n))
                        .isInstanceOf(IllegalStateException.class).hasMessageContaining("predicate")
                        .hasMessageContaining("reader");
                assertThatThrownBy(() -> self.receive(n -> {
                    if (n == 2) self.sleep(Duration.ofMillis(1));
                    return n == 2;
                })).isInstanceOf(IllegalStateException.class).hasMessageContaining("predicate");
                stage.say(self.receive());
                stage.say(self.receive());
            });
            stage.system.tell("reader", 1);
            stage.system.tell("reader", 2);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void refusesAPredicateThatReceivesWhileKeptMessagesAreLookedAt() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Integer.class, self -> {
                self.receive(n -> n == 3);
                assertThatThrownBy(() -> self.receive(n -> self.receive() > n))
                        .isInstanceOf(IllegalStateException.class).hasMessageContaining("predicate");
                stage.say(self.receive());
                stage.say(self.receive());
            });
            for (int n = 1; n <= 3; n++) stage.system.tell("reader", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("1 2");
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void seesOnlyWhatWasDeliveredWithALimitOfZero() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Mail.class, self -> {
                self.tell("reader", new Mail.Letter(1));
                stage.say(self.receive(Duration.ZERO).isPresent());
                self.yield();
                stage.say(self.receive(Mail.Bill.class, Duration.ZERO).isPresent());
                stage.say(self.receive(Mail.Letter.class, Duration.ZERO).isPresent());
                self.tell("reader", new Mail.Letter(2));
                self.yield();
                stage.say(self.receive(Duration.ZERO).isPresent());
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("false false true true");
        }
    }

    @Test
    void givesUpAfterItsTimeAndKeepsWhatItPassedOver() {
        try (Stage stage = new Stage()) {
            long[] waited = {0};
            stage.system.spawn("reader", Mail.class, self -> {
                stage.say(self.receive(Duration.ofMillis(5)).isPresent());
                self.tell("reader", new Mail.Letter(7));
                long start = System.nanoTime();
                stage.say(self.receive(Mail.Bill.class, Duration.ofMillis(20)).isPresent());
                waited[0] = System.nanoTime() - start;
                stage.say(self.receive(Mail.Letter.class, Duration.ofSeconds(9)).orElseThrow().n());
            });
            stage.settle();
            assertThat(stage.said()).isEqualTo("false false 7");
            assertThat(waited[0]).isGreaterThanOrEqualTo(20_000_000);
        }
    }

    @Test
    void aMessageInTimeCancelsTheTimer() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Integer.class, self -> {
                stage.say(self.receive(Duration.ofHours(1)).orElseThrow());
                stage.say(self.receive(Integer.class, Duration.ofHours(1)).orElseThrow());
            });
            stage.system.tell("reader", 1);
            stage.system.tell("reader", 2);
            stage.settle(); // would wait for an hour
            assertThat(stage.said()).isEqualTo("1 2");
        }
    }

    @Test
    void aReceiveThatTimedOutIsNotWokenAgain() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Integer.class, self -> {
                for (int n = 0; n < 200; n++) {
                    self.tell("reader", n);
                    int got = self.receive(Duration.ofNanos(1)).orElse(-1);
                    if (got < 0) got = self.receive();
                    assertThat(got).isEqualTo(n);
                }
                assertThat(self.receive(Duration.ofMillis(1))).isEmpty();
            });
            stage.settle();
            assertThat(stage.failures).isEmpty();
        }
    }

    @Test
    void anyMethodTheBodyCallsMayReceive() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("reader", Integer.class, self -> {
                stage.say(sum(self, 3));
                stage.say(self.receive());
            });
            for (int n = 1; n <= 4; n++) stage.system.tell("reader", n);
            stage.settle();
            assertThat(stage.said()).isEqualTo("6 4");
        }
    }

    private static int sum(ActorContext<Integer> self, int count) {
        return count == 0 ? 0 : self.receive() + sum(self, count - 1);
    }

    /// Linear work takes some hundredths of a second; looking at the skipped ones again each time would be ten thousand
    /// million tests and take minutes.
    @Test
    @Timeout(value = 15, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void passesOver100000MessagesOnceOnly() {
        try (Stage stage = new Stage()) {
            int count = 100_000;
            stage.system.spawn("reader", Mail.class, self -> {
                self.receive(Mail.Done.class);
                for (int n = 0; n < count; n++) assertThat(self.receive(Mail.Bill.class).n()).isEqualTo(n);
                for (int n = 0; n < count; n++) assertThat(self.receive(Mail.Letter.class).n()).isEqualTo(n);
                stage.say("all");
            });
            for (int n = 0; n < count; n++) send(stage, "reader", new Mail.Letter(n));
            for (int n = 0; n < count; n++) send(stage, "reader", new Mail.Bill(n));
            send(stage, "reader", new Mail.Done());
            stage.settle();
            assertThat(stage.failures).isEmpty();
            assertThat(stage.said()).isEqualTo("all");
        }
    }
}
