package dev.troupe.threads;

import dev.troupe.ActorRef;

/// A question whose answer is a number.
record Asked(ActorRef<Integer> to) {}
