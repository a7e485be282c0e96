package dev.troupe.internal.cell;

import dev.troupe.Handler;
import dev.troupe.HandlerContext;

/// A behavior that a test has made by a class loader of its own.
public final class Stranger implements Handler<Object> {
    @Override
    public void handle(HandlerContext<Object> self, Object message) {}
}
