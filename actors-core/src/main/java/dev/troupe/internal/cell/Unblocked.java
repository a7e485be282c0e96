package dev.troupe.internal.cell;

import dev.troupe.internal.coroutine.Chain;

/// A body that had blocked can go on. Names the stack, for what the actor does may have changed meanwhile.
final class Unblocked extends Signal {
    final Chain chain;

    Unblocked(Chain chain) {
        this.chain = chain;
    }
}
