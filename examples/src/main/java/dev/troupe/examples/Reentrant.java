package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The same rally with plain generators, which send to each other directly: the second send arrives while the first has
/// not come back, and is refused.
final class Reentrant {
    private Reentrant() {}

    static void run(Consumer<String> out) {
        Map<String, Generator<Void, Integer, Void>> registry = new HashMap<>();
        registry.put("ping", player("ping", "pong", registry, out));
        registry.put("pong", player("pong", "ping", registry, out));
        registry.values().forEach(Generator::prime);
        try {
            registry.get("ping").send(0);
        } catch (IllegalStateException e) {
            out.accept("refused: " + e.getMessage());
        }
    }

    private static Generator<Void, Integer, Void> player(String name, String other,
            Map<String, Generator<Void, Integer, Void>> registry, Consumer<String> out) {
        return Generator.sequence(g -> {
            while (true) {
                int n = g.receive();
                out.accept(name + " " + n);
                registry.get(other).send(n + 1);
            }
        });
    }
}
