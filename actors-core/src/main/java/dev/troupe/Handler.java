package dev.troupe;

/// An actor as a function called once for each message, on the scheduler itself, with no coroutine behind it.
///
/// It runs on whatever thread drives the system, which may be that of a body: it should keep nothing in thread-locals.
///
/// It can't wait: its context has nothing that suspends. When it throws, the actor has crashed: the failure is reported
/// and the actor stops, or starts anew if its [RestartPolicy] says so.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="handler"}
///
/// @param <M> the class of its messages
@FunctionalInterface
public non-sealed interface Handler<M> extends Behavior<M> {
    /// Takes one message.
    ///
    /// @param self what the actor can do; valid only inside this call
    /// @param message the message, never null
    /// @throws Exception whatever the handler lets out ends the actor as a crash
    void handle(HandlerContext<M> self, M message) throws Exception;

    /// Cleans up, after the last message and after the children have ended: before the actor ends, and before it is started
    /// anew. Not called when the actor is killed. A body has `finally` for that.
    ///
    /// @param self what the actor can do; valid only inside this call
    /// @param reason why it ends, or is restarted
    /// @throws Exception whatever it lets out is reported; the actor ends all the same
    default void terminate(HandlerContext<M> self, ExitReason reason) throws Exception {}
}
