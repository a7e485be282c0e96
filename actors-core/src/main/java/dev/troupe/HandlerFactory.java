package dev.troupe;

/// Makes an actor's handler at each start, so that its state is fresh.
///
/// Of a plain [Handler] lambda there is one object, which keeps what it captured; a factory makes a new one.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="factory"}
///
/// @param <M> the class of its messages
@FunctionalInterface
public non-sealed interface HandlerFactory<M> extends Behavior<M> {
    /// A new handler; called in the actor's first turn.
    ///
    /// @return the handler, not null
    /// @throws Exception whatever it lets out ends the actor as a crash
    Handler<M> create() throws Exception;
}
