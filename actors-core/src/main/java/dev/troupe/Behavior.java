package dev.troupe;

/// What an actor does with its messages: a body ([Actor]), a handler ([Handler]) or a factory of handlers
/// ([HandlerFactory]).
///
/// Sealed so that a `switch` over the three is complete; users write lambdas of the three and never name this type.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="behavior"}
///
/// @param <M> the class of its messages
public sealed interface Behavior<M> permits Actor, Handler, HandlerFactory {}
