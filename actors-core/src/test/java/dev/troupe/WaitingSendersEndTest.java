package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.simulation.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Senders that find no room while somebody ends: invariants 3 (nothing lost in silence), 4 (who waits, and what it gets
/// when the target stops) and 6 (a body that is unwound may flush).
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingSendersEndTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private final ManualClock clock = new ManualClock();

    private Stage manual() {
        return new Stage(s -> s.clock(clock).closeLimit(Duration.ofSeconds(1)));
    }

    /// An actor that takes one message and then has no room.
    private static ActorRef<Object> full(Stage stage) {
        ActorRef<Object> full = stage.system.spawn("full",
                Props.<Object>of(Object.class, self -> self.receive(Long.class)).mailbox(Mailbox.bounded(1)));
        return full;
    }

    @Test
    void areReleasedWhenTheTargetBeginsToStop() {
        try (Stage stage = manual()) {
            ActorRef<Object> full = stage.system.spawn("full", Props.<Object>of(Object.class, self -> {
                try {
                    self.receive(Long.class);
                } finally {
                    self.sleep(HOUR);
                }
            }).mailbox(Mailbox.bounded(1)));
            var _ = stage.system.launch(self -> {
                full.tell("1");
                stage.say(full.tell("2"));
            });
            stage.turns();
            stage.system.stop(full);
            stage.system.run(SOON);
            assertThat(stage.said()).isEqualTo("STOPPED");
        }
    }

    @Test
    void loseNothingWhenBothStop() {
        try (Stage stage = manual()) {
            ActorRef<Object> full = full(stage);
            ActorRef<Integer> sender = stage.system.spawn("s", Integer.class, self -> {
                full.tell("1");
                full.tell("2");
            });
            stage.turns();
            stage.system.spawn("h", Integer.class, (self, n) -> {
                self.system().stop(sender);
                self.system().stop(full);
            }).tell(1);
            stage.system.run(SOON);
            assertThat(stage.deadLetters).extracting(DeadLetter::message).containsExactlyInAnyOrder("1", "2");
        }
    }

    @Test
    void aCallbackOfATaskGetsFull() {
        try (Stage stage = manual()) {
            ActorRef<Object> full = full(stage);
            Task<String> task = stage.system.start(self -> {
                full.tell("1");
                return "v";
            });
            CompletableFuture<SendResult> told = new CompletableFuture<>();
            var _ = task.thenAccept(v -> told.complete(full.tell("2")));
            stage.system.run(SOON);
            assertThat(told).isCompletedWithValue(SendResult.FULL);
        }
    }

    @Test
    void aCallbackOfAnAskGetsFull() {
        try (Stage stage = manual()) {
            ActorRef<Object> full = full(stage);
            ActorRef<Object> ends = stage.system.spawn("ends", Object.class, self -> {
                full.tell("1");
                self.receive();
            });
            CompletableFuture<SendResult> told = new CompletableFuture<>();
            var _ = stage.system.ask(ends, to -> to, HOUR).whenComplete((v, f) -> told.complete(full.tell("2")));
            stage.system.run(SOON);
            assertThat(told).isCompletedWithValue(SendResult.FULL);
        }
    }

    @Test
    void findTheRoomOfWhatACloseFound() {
        try (Stage stage = new Stage(s -> s.closeLimit(Duration.ofSeconds(2)))) {
            ActorRef<Object> full = full(stage);
            stage.system.spawn("a", Object.class, self -> {
                try {
                    self.receive();
                } finally {
                    stage.say(full.tell("bye"));
                }
            });
            stage.settle();
            full.tell("swept");
            stage.end();
            assertThat(stage.said()).isEqualTo("ACCEPTED");
        }
    }
}
