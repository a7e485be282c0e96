package dev.troupe;

import java.util.Objects;

/// How to make an actor: the class of its messages and what it does. Immutable; any thread may share it.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="props"}
///
/// @param <M> the class of its messages
public final class Props<M> {
    private final Class<M> type;
    private final Behavior<M> behavior;
    private final Mailbox<? super M> mailbox;

    private Props(Class<M> type, Behavior<M> behavior, Mailbox<? super M> mailbox) {
        this.type = Objects.requireNonNull(type, "message class must not be null: type=null");
        this.behavior = Objects.requireNonNull(behavior, "behavior must not be null: behavior=null");
        this.mailbox = Objects.requireNonNull(mailbox, "mailbox must not be null: mailbox=null");
        if (type.isPrimitive())
            throw new IllegalArgumentException("message class must not be primitive: type=" + type
                    + ", use " + java.lang.invoke.MethodType.methodType(type).wrap().returnType().getSimpleName()
                    + ".class");
    }

    /// An actor with a body.
    ///
    /// @param type the class of its messages, normally a sealed interface of records
    /// @param body the body
    /// @param <M> the class of its messages
    /// @return the props
    /// @throws IllegalArgumentException if the class is primitive
    public static <M> Props<M> of(Class<M> type, Actor<M> body) {
        return new Props<>(type, body, Mailbox.unbounded());
    }

    /// An actor with a handler. One object serves all starts of the actor, and keeps what it captured.
    ///
    /// @param type the class of its messages
    /// @param handler the handler
    /// @param <M> the class of its messages
    /// @return the props
    /// @throws IllegalArgumentException if the class is primitive
    public static <M> Props<M> of(Class<M> type, Handler<M> handler) {
        return new Props<>(type, handler, Mailbox.unbounded());
    }

    /// An actor with a handler that is made anew at each start.
    ///
    /// @param type the class of its messages
    /// @param factory makes the handler
    /// @param <M> the class of its messages
    /// @return the props
    /// @throws IllegalArgumentException if the class is primitive
    public static <M> Props<M> of(Class<M> type, HandlerFactory<M> factory) {
        return new Props<>(type, factory, Mailbox.unbounded());
    }

    /// The same actor with another mailbox.
    ///
    /// @param mailbox the mailbox
    /// @return new props
    public Props<M> mailbox(Mailbox<? super M> mailbox) {
        return new Props<>(type, behavior, mailbox);
    }

    /// How the actor's messages wait.
    ///
    /// @return the mailbox
    public Mailbox<? super M> mailbox() {
        return mailbox;
    }

    /// The class of the actor's messages.
    ///
    /// @return the class
    public Class<M> type() {
        return type;
    }

    /// What the actor does.
    ///
    /// @return the body, handler or factory
    public Behavior<M> behavior() {
        return behavior;
    }
}
