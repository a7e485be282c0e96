package dev.troupe.routing;

import dev.troupe.ActorRef;
import java.util.BitSet;
import java.util.List;

/// The rule by which a worker is chosen. Any thread may call it.
///
/// @param <M> the class of the messages
sealed interface Routing<M> permits RoundRobin, AtRandom, LeastLoaded, Hashed {
    /// Chooses one of the workers that were not passed over; there is one.
    ///
    /// @param passed the places of those that have stopped, as far as this message has found out
    /// @return its place
    int choose(List<ActorRef<M>> workers, M message, BitSet passed);
}
