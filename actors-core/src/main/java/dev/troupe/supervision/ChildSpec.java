package dev.troupe.supervision;

import dev.troupe.Props;
import dev.troupe.RestartType;
import dev.troupe.Shutdown;
import dev.troupe.internal.registry.Names;
import java.util.Objects;

/// What a supervisor has to know of one child. Immutable; any thread may share it.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="childSpec"}
public final class ChildSpec {
    private final String id;
    private final Props<?> props;
    private final RestartType restart;
    private final boolean significant;

    private ChildSpec(String id, Props<?> props, RestartType restart, boolean significant) {
        this.id = id;
        this.props = props;
        this.restart = restart;
        this.significant = significant;
    }

    /// A permanent child that stops as its props say; below another, a supervisor has as long as it wants.
    ///
    /// @param id tells it apart from the supervisor's other children; the last part of its name
    /// @param props how to make it, at each start
    /// @return the spec
    /// @throws IllegalArgumentException if the id breaks a rule of names
    public static ChildSpec of(String id, Props<?> props) {
        Names.check(id);
        Objects.requireNonNull(props, "props must not be null: props=null");
        return new ChildSpec(id, props, RestartType.PERMANENT, false);
    }

    /// The same child, restarted after other ends.
    ///
    /// @param type after which ends
    /// @return a new spec
    /// @throws IllegalArgumentException if a significant child is to be permanent
    public ChildSpec restart(RestartType type) {
        Objects.requireNonNull(type, "restart type must not be null: restart=null");
        return new ChildSpec(id, props, type, significant).checked();
    }

    /// The same child with another time to end when the supervisor stops it, which replaces that of its props.
    ///
    /// @param shutdown how long
    /// @return a new spec
    public ChildSpec shutdown(Shutdown shutdown) {
        return new ChildSpec(id, props.shutdown(shutdown), restart, significant);
    }

    /// The same child, whose end by itself may end its supervisor: see [AutoShutdown].
    ///
    /// @return a new spec
    /// @throws IllegalArgumentException if the child is permanent
    public ChildSpec significant() {
        return new ChildSpec(id, props, restart, true).checked();
    }

    private ChildSpec checked() {
        if (significant && restart == RestartType.PERMANENT)
            throw new IllegalArgumentException(
                    "a significant child must be transient or temporary: restart=" + restart + ", child=" + id);
        return this;
    }

    /// What tells it apart.
    ///
    /// @return the id
    public String id() {
        return id;
    }

    /// How to make it.
    ///
    /// @return the props
    public Props<?> props() {
        return props;
    }

    /// After which ends it is restarted.
    ///
    /// @return the type
    public RestartType restart() {
        return restart;
    }

    /// How long it has to end.
    ///
    /// @return the shutdown
    public Shutdown shutdown() {
        return props.shutdown();
    }

    /// Whether its end by itself may end its supervisor.
    ///
    /// @return whether it is significant
    public boolean isSignificant() {
        return significant;
    }

    @Override
    public String toString() {
        return id + " (" + restart + ", shutdown " + shutdown() + (significant ? ", significant)" : ")");
    }
}
