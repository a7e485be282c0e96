package dev.troupe.examples;

import dev.troupe.ActorSystem;
import java.util.function.Consumer;

/// An actor that prints what it is sent. Nobody holds it: its name, in the system's registry, is enough to send to it.
final class Printer {
    private Printer() {}

    static void run(Consumer<String> out) {
        try (var system = ActorSystem.create()) {
            system.spawn("printer", Integer.class, self -> {
                while (true) out.accept(self.name() + ": " + self.receive());
            });
            for (int n = 3; n > 0; n--) system.tell("printer", n);
            system.run();
        }
    }
}
