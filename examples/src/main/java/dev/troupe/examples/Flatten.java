package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A generator that delegates to itself: lists within lists come out as one. A step goes straight to the innermost one.
final class Flatten {
    private Flatten() {}

    private static Generator<Object, Void, Void> flatten(Iterable<?> items) {
        return Generator.sequence(g -> {
            for (Object item : items) {
                if (item instanceof Iterable<?> nested) g.yieldFrom(flatten(nested));
                else g.yield(item);
            }
        });
    }

    static void run(Consumer<String> out) {
        var nested = List.of("actors", "are", List.of("named", List.of("generators", "with"), List.of()), "mailboxes");
        out.accept(flatten(nested).stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
}
