package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.function.Consumer;

/// An endless generator: who takes from it decides when it is enough.
final class Fibonacci {
    private Fibonacci() {}

    static void run(Consumer<String> out) {
        Generator<Integer, Void, Void> fibonacci = Generator.sequence(g -> {
            for (int a = 0, b = 1, next; true; next = a + b, a = b, b = next) g.yield(a);
        });
        try (var numbers = fibonacci.stream()) { // closes the generator, too
            out.accept("" + numbers.takeWhile(n -> n < 100).toList());
        }
        out.accept("then " + fibonacci.state());
    }
}
