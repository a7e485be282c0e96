package dev.troupe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One actor's interrupt status is no other actor's, though they share a thread. Invariants 1 and 5.
@Timeout(30)
class InterruptIsolationTest {
    @Test
    void ofAHandlerIsNotSeenByOthers() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Integer.class, (self, n) -> Thread.currentThread().interrupt());
            spawnSayers(stage);
            tellAll(stage, "a", "handler", "body");
            stage.assertSaid("handler=false body=false");
        }
    }

    @Test
    void ofABodyIsNotSeenByOthersAndStaysItsOwn() {
        try (Stage stage = new Stage()) {
            stage.system.spawn("a", Integer.class, self -> {
                self.receive();
                Thread.currentThread().interrupt();
                self.receive();
                stage.say("own=" + Thread.interrupted());
            });
            spawnSayers(stage);
            tellAll(stage, "a", "handler", "body", "a");
            stage.assertSaid("handler=false body=false own=true");
        }
    }

    private static void spawnSayers(Stage stage) {
        stage.system.spawn("handler", Integer.class,
                (self, n) -> stage.say("handler=" + Thread.currentThread().isInterrupted()));
        stage.system.spawn("body", Integer.class, self -> {
            self.receive();
            stage.say("body=" + Thread.currentThread().isInterrupted());
        });
    }

    private static void tellAll(Stage stage, String... names) {
        for (String name : names) stage.system.tell(name, 1);
        stage.settle();
    }
}
