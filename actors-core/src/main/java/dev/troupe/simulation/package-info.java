/// Time and messages in a test's hands: a clock that only the test moves, and a probe that stands in for an actor.
package dev.troupe.simulation;
