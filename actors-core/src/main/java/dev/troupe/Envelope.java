package dev.troupe;

import org.jspecify.annotations.Nullable;

/// A message that an actor had taken before it crashed, without its body, which may hold what must not be logged.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="recorded"}
///
/// @param message the class of the message
/// @param sender the name of the actor or task that sent it; null from outside
public record Envelope(Class<?> message, @Nullable String sender) {}
