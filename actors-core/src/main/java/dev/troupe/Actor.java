package dev.troupe;

/// An actor's body in one piece: usually a loop that receives, a *named generator* that is sent messages.
///
/// It suspends wherever it waits and costs no thread while it does. When it returns, the actor has ended normally. When
/// it throws, the actor has crashed: the failure is reported and the actor stops. Any method that the body calls may
/// receive and wait as well; nothing marks such a method.
///
/// A body runs on one thread at a time, and what one turn wrote the next one sees, though the thread may be another.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="actor"}
///
/// @param <M> the class of its messages
@FunctionalInterface
public non-sealed interface Actor<M> extends Behavior<M> {
    /// Runs this actor from its start to its end.
    ///
    /// @param self what the actor can do; valid only inside this body
    /// @throws Exception whatever the body lets out ends the actor as a crash
    void run(ActorContext<M> self) throws Exception;
}
