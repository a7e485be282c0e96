package dev.troupe.examples;

import dev.troupe.ActorSystem;
import dev.troupe.ExitReason;
import dev.troupe.Props;
import dev.troupe.supervision.ChildSpec;
import dev.troupe.supervision.Supervisor;
import java.time.Duration;
import java.util.function.Consumer;

/// Let it crash: the divider knows nothing of bad input. Its supervisor starts it anew, and what waits in its mailbox is not
/// lost; the counter beside it keeps what it has counted. When that happens too often, the supervisor gives up.
final class Supervised {
    private Supervised() {}

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create()) {
            system.onFailure(failure -> out.accept(failure.actor() + " failed: " + failure.cause().getMessage()));
            var team = system.spawn("team", Supervisor.oneForOne().intensity(2, Duration.ofSeconds(5))
                    .child(ChildSpec.of("counter", Props.of(String.class, self -> {
                        for (int n = 1;; n++) out.accept(n + ": " + self.receive());
                    })))
                    .child(ChildSpec.of("divider", Props.of(Integer.class, self -> {
                        out.accept("divider begins");
                        while (true) self.tell("team/counter", "100 / n = " + 100 / self.receive());
                    })))
                    .props());
            system.spawn("watcher", ExitReason.class, self -> {
                self.watch(team, reason -> reason);
                out.accept("team is gone: " + self.receive().getClass().getSimpleName());
            });
            system.run();
            for (int n : new int[] {5, 0, 4, 0, 2}) system.tell("team/divider", n);
            system.run();
            system.tell("team/divider", 0);
            system.run();
        }
    }
}
