package dev.troupe.examples;

import dev.troupe.coroutine.Resource;
import java.util.function.Consumer;

/// Around a block: it times it, and unlike `try` alone, `use` also tells it how the block ended.
final class Timed {
    private Timed() {}

    private static Resource<String> timed(String what, Consumer<String> out) {
        return Resource.of(g -> {
            long start = System.nanoTime();
            String end = "failed";
            try {
                g.yield(what);
                end = "done";
            } finally {
                out.accept(what + ": " + end + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
            }
        });
    }

    static void run(Consumer<String> out) {
        try (var _ = timed("counting", out)) {
            int n = 1_000_000;
            while (n > 0) n--;
        }
        try {
            timed("dividing", out).use(_ -> Math.floorDiv(1, 0));
        } catch (ArithmeticException e) {
            out.accept("the block's failure: " + e.getMessage());
        }
    }
}
