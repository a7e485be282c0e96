package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.function.Consumer;

/// Both ways at once: each `yield` gives the average so far and takes the next number. Its state is local variables, and
/// `close` lets it tidy up.
final class Averager {
    private Averager() {}

    static void run(Consumer<String> out) {
        Generator<Double, Integer, Void> averager = Generator.sequence(g -> {
            double total = 0;
            int count = 0;
            try {
                while (true) {
                    total += g.yield(count == 0 ? 0 : total / count);
                    count++;
                }
            } finally {
                out.accept("closed after " + count);
            }
        });
        averager.prime();
        for (int n : new int[] {10, 20, 60}) out.accept(n + " makes " + averager.send(n));
        averager.close();
    }
}
