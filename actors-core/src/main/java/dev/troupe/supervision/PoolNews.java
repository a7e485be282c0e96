package dev.troupe.supervision;

import dev.troupe.internal.oversight.ChildEvent;

/// The kernel's word of what has become of a pool's child.
record PoolNews<A, M>(Member<M> member, ChildEvent event) implements PoolMessage<A, M> {}
