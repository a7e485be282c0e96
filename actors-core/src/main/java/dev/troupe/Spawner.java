package dev.troupe;

/// Whoever can bring actors into being: the system for those at the top, an actor for its children.
///
/// Names must not be blank, longer than 255 characters, contain `/`, `@` or a control character, or start with `$`. A
/// lambda with one parameter is a body, one with two is a handler, one without is a factory of handlers.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="spawner"}
public interface Spawner {
    /// Spawns an actor. It starts after the turn that spawned it, and before its first message.
    ///
    /// @param name its name; a child's is preceded by its parent's and a slash
    /// @param props how to make it
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    /// @throws IllegalArgumentException if the name breaks a rule
    /// @throws IllegalStateException if the name is taken, or the system is closed, or the parent is stopping
    <M> ActorRef<M> spawn(String name, Props<M> props);

    /// Spawns an actor that gets a name of its own, `$1`, `$2` and so on.
    ///
    /// @param props how to make it
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    /// @throws IllegalStateException if the system is closed, or the parent is stopping
    <M> ActorRef<M> spawn(Props<M> props);

    /// Spawns an actor with a body. See [#spawn(String, Props)] for what it throws.
    ///
    /// @param name its name
    /// @param type the class of its messages
    /// @param body the body
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    default <M> ActorRef<M> spawn(String name, Class<M> type, Actor<M> body) {
        return spawn(name, Props.of(type, body));
    }

    /// Spawns an actor with a handler. See [#spawn(String, Props)] for what it throws.
    ///
    /// @param name its name
    /// @param type the class of its messages
    /// @param handler the handler
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    default <M> ActorRef<M> spawn(String name, Class<M> type, Handler<M> handler) {
        return spawn(name, Props.of(type, handler));
    }

    /// Spawns an actor with a handler made at each start. See [#spawn(String, Props)] for what it throws.
    ///
    /// @param name its name
    /// @param type the class of its messages
    /// @param factory makes the handler
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    default <M> ActorRef<M> spawn(String name, Class<M> type, HandlerFactory<M> factory) {
        return spawn(name, Props.of(type, factory));
    }

    /// Spawns an actor with a body and a name of its own.
    ///
    /// @param type the class of its messages
    /// @param body the body
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    default <M> ActorRef<M> spawn(Class<M> type, Actor<M> body) {
        return spawn(Props.of(type, body));
    }

    /// Spawns an actor with a handler and a name of its own.
    ///
    /// @param type the class of its messages
    /// @param handler the handler
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    default <M> ActorRef<M> spawn(Class<M> type, Handler<M> handler) {
        return spawn(Props.of(type, handler));
    }

    /// Spawns an actor with a handler made at each start and a name of its own.
    ///
    /// @param type the class of its messages
    /// @param factory makes the handler
    /// @param <M> the class of its messages
    /// @return where to send messages to it
    default <M> ActorRef<M> spawn(Class<M> type, HandlerFactory<M> factory) {
        return spawn(Props.of(type, factory));
    }
}
