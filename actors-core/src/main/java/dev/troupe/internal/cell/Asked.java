package dev.troupe.internal.cell;

import dev.troupe.internal.mailbox.Wrapped;

/// A message that asks, on its way to its target. Bare messages need no envelope; this one must be found again when its
/// target ends without answering.
final class Asked extends Signal implements Wrapped {
    private final Object message;
    final Reply<?> reply;

    Asked(Object message, Reply<?> reply) {
        this.message = message;
        this.reply = reply;
    }

    @Override
    public Object message() {
        return message;
    }
}
