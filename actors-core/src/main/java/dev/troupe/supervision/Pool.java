package dev.troupe.supervision;

import dev.troupe.ActorRef;
import dev.troupe.BackOff;
import dev.troupe.Props;
import dev.troupe.RestartType;
import dev.troupe.Shutdown;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How to make a pool: a supervisor of any number of like children, each started by a command with an argument. Immutable;
/// any thread may share it.
///
/// The children have names of their own, are restarted one for one, with the argument they were started with, and are all
/// stopped at once, so that a pool takes as long to stop as its slowest child.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="pool"}
///
/// @param <A> the class of the argument of a child
/// @param <M> the class of the children's messages
public final class Pool<A, M> {
    private final Function<? super A, Props<M>> child;
    private final Intensity intensity;
    private final RestartType restart;
    private final @Nullable Shutdown shutdown;

    Pool(Function<? super A, Props<M>> child) {
        this(Objects.requireNonNull(child, "what makes a child must not be null: child=null"), Intensity.DEFAULT,
                RestartType.PERMANENT, null);
    }

    private Pool(Function<? super A, Props<M>> child, Intensity intensity, RestartType restart,
            @Nullable Shutdown shutdown) {
        this.child = child;
        this.intensity = intensity;
        this.restart = restart;
        this.shutdown = shutdown;
    }

    /// The same pool with another intensity, of all its children together. The default is one restart within five seconds.
    ///
    /// @param restarts how many restarts are allowed, 0 or more
    /// @param period within what time, by the system's clock
    /// @return a new pool
    /// @throws IllegalArgumentException if the number is negative, or the period not positive
    public Pool<A, M> intensity(int restarts, Duration period) {
        return new Pool<>(child, intensity.of(restarts, period), restart, shutdown);
    }

    /// The same pool with a pause before each restart. It grows with each restart of the child, until that has run for a whole
    /// period.
    ///
    /// @param backOff the pause
    /// @return a new pool
    public Pool<A, M> backOff(BackOff backOff) {
        return new Pool<>(child, intensity.with(backOff), restart, shutdown);
    }

    /// The same pool whose children are restarted after other ends. The default is [RestartType#PERMANENT].
    ///
    /// @param type after which ends
    /// @return a new pool
    public Pool<A, M> restart(RestartType type) {
        Objects.requireNonNull(type, "restart type must not be null: restart=null");
        return new Pool<>(child, intensity, type, shutdown);
    }

    /// The same pool whose children have another time to end when they are stopped. The default is that of their props.
    ///
    /// @param shutdown how long
    /// @return a new pool
    public Pool<A, M> shutdown(Shutdown shutdown) {
        Objects.requireNonNull(shutdown, "shutdown must not be null: shutdown=null");
        return new Pool<>(child, intensity, restart, shutdown);
    }

    /// What to spawn. It has as long as it wants to stop, for its children have limits of their own.
    ///
    /// @return the props of a pool without children
    @SuppressWarnings("unchecked") // all messages of pools are of one class
    public Props<PoolMessage<A, M>> props() {
        Class<PoolMessage<A, M>> type = (Class<PoolMessage<A, M>>) (Class<?>) PoolMessage.class;
        return Props.of(type, Pooling.body(this)).shutdown(Shutdown.infinite());
    }

    Props<M> make(A argument) {
        Props<M> props = Objects.requireNonNull(child.apply(argument), "props must not be null: props=null");
        return shutdown == null ? props : props.shutdown(shutdown);
    }

    Intensity intensity() {
        return intensity;
    }

    RestartType restart() {
        return restart;
    }

    /// Starts a child.
    ///
    /// @param argument what the child is made of
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    /// @return what makes the command, for an ask
    public static <A, M> Function<ActorRef<PoolAnswer.ToStart<M>>, PoolMessage<A, M>> start(A argument) {
        return replyTo -> new PoolMessage.Start<>(argument, replyTo);
    }

    /// Stops a child.
    ///
    /// @param child which child
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    /// @return what makes the command, for an ask
    public static <A, M> Function<ActorRef<PoolAnswer.ToTerminate>, PoolMessage<A, M>> terminate(ActorRef<M> child) {
        Objects.requireNonNull(child, "child must not be null: child=null");
        return replyTo -> new PoolMessage.Terminate<>(child, replyTo);
    }

    /// Asks for the children that have not ended for good, in the order of starting.
    ///
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    /// @return what makes the command, for an ask
    public static <A, M> Function<ActorRef<List<ActorRef<M>>>, PoolMessage<A, M>> children() {
        return PoolMessage.Children::new;
    }

    /// Asks how many children there are.
    ///
    /// @param <A> the class of the argument of a child
    /// @param <M> the class of the children's messages
    /// @return what makes the command, for an ask
    public static <A, M> Function<ActorRef<Counts>, PoolMessage<A, M>> count() {
        return PoolMessage.Count::new;
    }
}
