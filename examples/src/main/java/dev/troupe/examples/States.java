package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.function.Consumer;

/// A generator's life: created, suspended, running, closed. To ask it while it runs, it is sent to itself.
final class States {
    private States() {}

    static void run(Consumer<String> out) {
        Generator<String, Generator<?, ?, ?>, Void> generator = Generator.sequence(g -> {
            Generator<?, ?, ?> itself = g.yield("a value");
            out.accept("in its body: " + itself.state());
            g.yield("another");
        });
        out.accept("at first: " + generator.state());
        out.accept("it yielded " + generator.next() + ": " + generator.state());
        out.accept("it yielded " + generator.send(generator) + ": " + generator.state());
        generator.close();
        out.accept("at its end: " + generator.state());
    }
}
