package dev.troupe.examples;

import dev.troupe.ActorSystem;
import java.util.function.Consumer;

/// Two named generators that call each other. Plain generators die of it ("already executing"); with mailboxes and a
/// message scheduler they rally.
final class PingPong {
    private PingPong() {}

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create()) {
            system.spawn("ping", Integer.class, self -> {
                for (int n = self.receive(); n < 10; n = self.receive()) {
                    out.accept("ping " + n);
                    self.tell("pong", n + 1);
                }
            });
            system.spawn("pong", Integer.class, self -> {
                while (true) {
                    int n = self.receive();
                    out.accept("pong " + n);
                    self.tell("ping", n + 1);
                }
            });
            system.tell("ping", 0);
            system.run();
        }
    }
}
