package dev.troupe.examples;

import dev.troupe.coroutine.Generator;
import java.util.function.Consumer;

/// What is raised in a generator that delegates arrives in the one it delegates to, at the `yield` that waits. What that one
/// makes of it comes back through both.
final class RaiseInto {
    private RaiseInto() {}

    static void run(Consumer<String> out) {
        Generator<Integer, Void, Void> worker = Generator.sequence(g -> {
            try {
                for (int n = 1; true; n++) g.yield(n);
            } catch (IllegalArgumentException e) {
                out.accept("the worker caught: " + e.getMessage());
                throw new IllegalStateException("take that", e);
            }
        });
        Generator<Integer, Void, Void> delegator = Generator.sequence(g -> {
            try {
                g.yieldFrom(worker);
            } finally {
                out.accept("the delegator only looks on");
            }
        });
        out.accept("" + delegator.next());
        out.accept("" + delegator.next());
        try {
            delegator.raise(new IllegalArgumentException("take this"));
        } catch (IllegalStateException e) {
            out.accept("the caller caught: " + e.getMessage());
        }
        out.accept(worker.state() + " and " + delegator.state());
    }
}
