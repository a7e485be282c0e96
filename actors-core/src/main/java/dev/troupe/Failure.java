package dev.troupe;

import org.jspecify.annotations.Nullable;

/// A crash: what an actor let out, or a context used where it doesn't belong.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="failure"}
///
/// @param actor the actor's name
/// @param message the class of the message in hand; null if there was none
/// @param cause what was thrown, as it was thrown
public record Failure(String actor, @Nullable Class<?> message, Throwable cause) {}
