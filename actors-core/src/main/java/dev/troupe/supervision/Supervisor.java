package dev.troupe.supervision;

import dev.troupe.ActorRef;
import dev.troupe.BackOff;
import dev.troupe.ChildrenStop;
import dev.troupe.Props;
import dev.troupe.Shutdown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// How to make a supervisor: an actor that starts its children in order, restarts them when they fall, and stops them in the
/// reverse order. Immutable; any thread may share it.
///
/// [#props()] is spawned like any other actor, at the top, below an actor, or as the child of another supervisor. The three
/// strategies say who is restarted when one child has to be. A child that is restarted keeps its name, its references and its
/// mailbox, and begins anew; the others keep their state. When restarts are more frequent than the *intensity* allows, the
/// supervisor stops its children and crashes with an [IntensityExceededException]: its own supervisor's spec decides then.
///
/// The static methods make commands for an ask: `self.ask(supervisor, Supervisor.terminate("a"), limit)`.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="supervisor"}
public final class Supervisor {
    private final Strategy strategy;
    private final Intensity intensity;
    private final AutoShutdown autoShutdown;
    private final List<ChildSpec> children;

    private Supervisor(Strategy strategy, Intensity intensity, AutoShutdown autoShutdown, List<ChildSpec> children) {
        this.strategy = strategy;
        this.intensity = intensity;
        this.autoShutdown = autoShutdown;
        this.children = children;
    }

    private static Supervisor of(Strategy strategy) {
        return new Supervisor(strategy, Intensity.DEFAULT, AutoShutdown.NEVER, List.of());
    }

    /// Only the child that has fallen is restarted.
    ///
    /// @return a supervisor without children that allows one restart within five seconds
    public static Supervisor oneForOne() {
        return of(Strategy.ONE_FOR_ONE);
    }

    /// All children are restarted when one has fallen.
    ///
    /// @return a supervisor without children that allows one restart within five seconds
    public static Supervisor oneForAll() {
        return of(Strategy.ONE_FOR_ALL);
    }

    /// The child that has fallen and those started after it are restarted.
    ///
    /// @return a supervisor without children that allows one restart within five seconds
    public static Supervisor restForOne() {
        return of(Strategy.REST_FOR_ONE);
    }

    /// A supervisor of any number of like children, each started by a command with an argument.
    ///
    /// @param child makes a child of its argument, in the supervisor's turn; what it throws is the answer to the command
    /// @param <A> the class of the argument
    /// @param <M> the class of the children's messages
    /// @return the pool
    public static <A, M> Pool<A, M> pool(Function<? super A, Props<M>> child) {
        return new Pool<>(child);
    }

    /// The same supervisor with another intensity. A restart of several children counts as one, a start that fails in a
    /// restart as another.
    ///
    /// @param restarts how many restarts are allowed, 0 or more
    /// @param period within what time, by the system's clock
    /// @return a new supervisor
    /// @throws IllegalArgumentException if the number is negative, or the period not positive
    public Supervisor intensity(int restarts, Duration period) {
        return new Supervisor(strategy, intensity.of(restarts, period), autoShutdown, children);
    }

    /// The same supervisor with a pause before each restart. Who is to be restarted is halted meanwhile, and what is sent to it
    /// is kept. The pause grows with each restart of the child which fell, until it has run for a whole period.
    ///
    /// @param backOff the pause
    /// @return a new supervisor
    public Supervisor backOff(BackOff backOff) {
        return new Supervisor(strategy, intensity.with(backOff), autoShutdown, children);
    }

    /// The same supervisor that ends itself when significant children have ended.
    ///
    /// @param when after which ends
    /// @return a new supervisor
    public Supervisor autoShutdown(AutoShutdown when) {
        Objects.requireNonNull(when, "auto-shutdown must not be null: autoShutdown=null");
        return new Supervisor(strategy, intensity, when, children);
    }

    /// The same supervisor with one more child, the youngest. It is started when the one before has got over its first turn.
    ///
    /// @param spec the child
    /// @return a new supervisor
    public Supervisor child(ChildSpec spec) {
        return children(List.of(Objects.requireNonNull(spec, "child spec must not be null: spec=null")));
    }

    /// The same supervisor with more children, in their order.
    ///
    /// @param specs the children
    /// @return a new supervisor
    public Supervisor children(List<ChildSpec> specs) {
        Objects.requireNonNull(specs, "child specs must not be null: specs=null");
        List<ChildSpec> more = new ArrayList<>(children);
        more.addAll(specs);
        return new Supervisor(strategy, intensity, autoShutdown, List.copyOf(more));
    }

    /// What to spawn. It has as long as it wants to stop, for its children have limits of their own.
    ///
    /// @return the props of a supervisor
    /// @throws IllegalArgumentException if two children have the same id, or one is significant and the supervisor
    ///         never ends itself
    public Props<SupervisorMessage> props() {
        Set<String> ids = new HashSet<>();
        for (ChildSpec spec : children) {
            if (!ids.add(spec.id()))
                throw new IllegalArgumentException("children's ids must be different: child=" + spec.id());
            if (spec.isSignificant() && autoShutdown == AutoShutdown.NEVER) throw insignificant(spec);
        }
        return Props.of(SupervisorMessage.class, Supervising.body(this)).shutdown(Shutdown.infinite())
                .childrenStop(ChildrenStop.YOUNGEST_FIRST);
    }

    static IllegalArgumentException insignificant(ChildSpec spec) {
        return new IllegalArgumentException("a significant child needs a supervisor that ends itself: child="
                + spec.id() + ", autoShutdown=" + AutoShutdown.NEVER);
    }

    Strategy strategy() {
        return strategy;
    }

    Intensity intensity() {
        return intensity;
    }

    AutoShutdown autoShutdown() {
        return autoShutdown;
    }

    List<ChildSpec> children() {
        return children;
    }

    /// Starts a new child, as the youngest.
    ///
    /// @param spec the child
    /// @return what makes the command, for an ask
    public static Function<ActorRef<Answer.ToStart>, SupervisorMessage> start(ChildSpec spec) {
        Objects.requireNonNull(spec, "child spec must not be null: spec=null");
        return replyTo -> new SupervisorMessage.Start(spec, replyTo);
    }

    /// Stops a child and keeps its spec, unless it is temporary.
    ///
    /// @param id which child
    /// @return what makes the command, for an ask
    public static Function<ActorRef<Answer.ToTerminate>, SupervisorMessage> terminate(String id) {
        Objects.requireNonNull(id, "child's id must not be null: id=null");
        return replyTo -> new SupervisorMessage.Terminate(id, replyTo);
    }

    /// Starts a terminated child.
    ///
    /// @param id which child
    /// @return what makes the command, for an ask
    public static Function<ActorRef<Answer.ToRestart>, SupervisorMessage> restart(String id) {
        Objects.requireNonNull(id, "child's id must not be null: id=null");
        return replyTo -> new SupervisorMessage.Restart(id, replyTo);
    }

    /// Forgets the spec of a terminated child.
    ///
    /// @param id which child
    /// @return what makes the command, for an ask
    public static Function<ActorRef<Answer.ToDelete>, SupervisorMessage> delete(String id) {
        Objects.requireNonNull(id, "child's id must not be null: id=null");
        return replyTo -> new SupervisorMessage.Delete(id, replyTo);
    }

    /// Asks for all children, in the order of starting.
    ///
    /// @return what makes the command, for an ask
    public static Function<ActorRef<List<ChildStatus>>, SupervisorMessage> status() {
        return SupervisorMessage.Children::new;
    }

    /// Asks how many children there are.
    ///
    /// @return what makes the command, for an ask
    public static Function<ActorRef<Counts>, SupervisorMessage> count() {
        return SupervisorMessage.Count::new;
    }
}
