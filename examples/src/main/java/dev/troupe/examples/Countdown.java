package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.function.Consumer;

/// A function that hands out values on its way: it waits in its `yield` until somebody wants the next one.
final class Countdown {
    private Countdown() {}

    static Generator<Integer, Void, String> countdown(int from) {
        return Generator.of(g -> {
            for (int n = from; n > 0; n--) g.yield(n);
            return "lift-off";
        });
    }

    static void run(Consumer<String> out) {
        var countdown = countdown(3);
        for (int n : countdown) out.accept("T minus " + n);
        out.accept(countdown.result());
    }
}
