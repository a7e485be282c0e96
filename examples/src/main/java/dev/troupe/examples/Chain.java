package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.List;
import java.util.function.Consumer;

/// Delegation: one generator hands out the values of several, one after the other, and they may be chains themselves.
final class Chain {
    private Chain() {}

    private static Generator<Object, Void, Void> chain(Iterable<?>... parts) {
        return Generator.sequence(g -> {
            for (Iterable<?> part : parts) g.yieldFrom(part);
        });
    }

    static void run(Consumer<String> out) {
        var inner = chain(List.of(1, 2, 3), Countdown.countdown(2));
        for (Object value : chain(List.of("a", "b"), inner, List.of("c"))) out.accept("" + value);
    }
}
