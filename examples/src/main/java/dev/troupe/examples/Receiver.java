package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.List;
import java.util.function.Consumer;

/// The other way round: a generator that is sent values and yields none.
final class Receiver {
    private Receiver() {}

    static void run(Consumer<String> out) {
        Generator<Void, Object, Void> receiver = Generator.sequence(g -> {
            while (true) out.accept("got " + g.receive());
        });
        receiver.prime(); // up to where it waits
        receiver.send(43);
        receiver.send(List.of(1, 2, 3));
        receiver.send("Hello");
        receiver.close();
    }
}
