package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import dev.troupe.coroutine.StopIteration;
import java.util.function.Consumer;

/// What a generator returns is the value of the `yieldFrom` that delegated to it; only the outermost one's reaches the caller.
final class ReturnValue {
    private ReturnValue() {}

    static void run(Consumer<String> out) {
        Generator<Integer, Void, String> inner = Generator.of(g -> {
            g.yield(1);
            g.yield(2);
            return "hello";
        });
        Generator<Integer, Void, String> outer = Generator.of(g -> {
            out.accept("the outer one is told " + g.yieldFrom(inner));
            return "goodbye";
        });
        try {
            while (true) out.accept("next is " + outer.next());
        } catch (StopIteration end) {
            out.accept("the caller is told " + end.value());
        }
    }
}
