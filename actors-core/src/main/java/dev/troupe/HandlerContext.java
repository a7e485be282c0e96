package dev.troupe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// What any actor can do. Nothing here waits, so a handler that tries to wait doesn't compile.
///
/// Every method belongs to the actor it was given to and works during its turns only; used from another thread or another
/// actor it throws `IllegalStateException`, and the failure listeners hear of it.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="handler"}
///
/// @param <M> the class of the actor's messages
public interface HandlerContext<M> extends Spawner {
    /// Sends a message by name.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it; anything but [SendResult#ACCEPTED] already is a dead letter
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    SendResult tell(String name, Object message);

    /// Sends a message by name like [#tell], but makes no dead letter of one that is not accepted.
    ///
    /// @param name the receiver's name
    /// @param message the message
    /// @return what became of it
    /// @throws NullPointerException if the name or the message is null
    /// @throws IllegalArgumentException if the receiver doesn't take messages of that class
    SendResult offer(String name, Object message);

    /// Changes the handler for the messages after this one. In a body it ends the body, as [#stop()] would, at its next
    /// wait or when it returns; the handler then takes what is in the mailbox, in order.
    ///
    /// @param next the new handler
    void become(Handler<M> next);

    /// Stops this actor. Returns: a handler gets no further message, a body is unwound at its next wait. Its children
    /// stop first.
    void stop();

    /// Has this actor told, by a message of its own, when another one has ended for good; at once if it has ended already. The
    /// message comes behind everything the other ever sent to this actor, exactly once, past any bound. A restart is no end,
    /// of either side. To watch again replaces the message.
    ///
    /// @param actor the one to watch
    /// @param message what this actor is told
    /// @throws IllegalArgumentException if an actor watches itself, or the other is not of this system
    default void watch(ActorRef<?> actor, M message) {
        Objects.requireNonNull(message, "message must not be null: message=null");
        watch(actor, reason -> message);
    }

    /// Watches as [#watch(ActorRef, Object)] does, with a message made of the reason.
    ///
    /// @param actor the one to watch
    /// @param message makes the message; called in a turn of this actor
    /// @throws IllegalArgumentException if an actor watches itself, or the other is not of this system
    void watch(ActorRef<?> actor, Function<? super ExitReason, ? extends M> message);

    /// Watches no more. A message about that end which waits in the mailbox is taken out.
    ///
    /// @param actor the one that was watched
    void unwatch(ActorRef<?> actor);

    /// Links this actor and another: when one of them ends abnormally, so does the other, unless it traps exits or catches
    /// [dev.troupe.coroutine.Unwind.Linked]. An orderly end, and a restart, doesn't count. What reaches an actor while it is
    /// unwound, for its end or for a restart, is dropped. If the other has ended
    /// already, so be it at once.
    ///
    /// @param actor the other
    /// @throws IllegalArgumentException if an actor links itself, or the other is not of this system
    void link(ActorRef<?> actor);

    /// Takes a link away.
    ///
    /// @param actor the other
    void unlink(ActorRef<?> actor);

    /// From now on the end of a linked actor, abnormal or not, is a message to this one instead of its own end.
    ///
    /// @param message makes the message, of the name of the one that has ended and the reason; called in a turn of this actor
    void trapExits(BiFunction<? super String, ? super ExitReason, ? extends M> message);

    /// This actor's timers.
    ///
    /// @return the timers
    Timers<M> timers();

    /// Puts a message aside, to be handled again after [#unstash()]. In a handler only: a body receives what it wants. It
    /// counts against the mailbox's bound.
    ///
    /// @param message the message, normally the one in hand
    /// @throws IllegalStateException if the mailbox's bound has no room for it, or in a body
    void stash(M message);

    /// Has all that was put aside handled next, in the order put aside, before what waits.
    ///
    /// @throws IllegalStateException in a body
    void unstash();

    /// Asks an actor; the outcome comes to this one as a message of its own. Returns at once.
    ///
    /// @param target the actor
    /// @param make makes the message, given where the answer goes
    /// @param limit how long to wait at most. An answer that is there when this actor gets round to it still counts
    /// @param outcome makes this actor's message of the answer, or of the failure; one of the two is null. Called in a turn of
    ///        this actor; what it throws ends a handler, and is raised in a body where that waits
    /// @param <T> the class of the target's messages
    /// @param <R> the class of the answer
    /// @throws IllegalArgumentException if an actor asks itself, or the limit is negative
    <T, R> void ask(ActorRef<T> target, Function<? super ActorRef<R>, ? extends T> make, Duration limit,
            BiFunction<? super @Nullable R, ? super @Nullable AskException, ? extends M> outcome);

    /// This actor's name.
    ///
    /// @return the name
    String name();

    /// The reference to this actor, for others to send to.
    ///
    /// @return the reference
    ActorRef<M> ref();

    /// The actor that spawned this one.
    ///
    /// @return the parent; empty at the top
    Optional<ActorRef<?>> parent();

    /// The children that have not ended, in the order in which they were spawned.
    ///
    /// @return a copy
    List<ActorRef<?>> children();

    /// The system's clock.
    ///
    /// @return the clock
    InstantSource clock();

    /// The system's random numbers; for this actor's turns only.
    ///
    /// @return the generator
    RandomGenerator random();

    /// A logger by this actor's name below `dev.troupe.actor`, with `/` as `.`. With no SLF4J provider it writes warnings
    /// and errors to `System.err`.
    ///
    /// @return the logger
    Logger log();

    /// The system this actor lives in.
    ///
    /// @return the system
    ActorSystem system();
}
