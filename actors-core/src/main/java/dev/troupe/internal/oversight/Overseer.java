package dev.troupe.internal.oversight;

import dev.troupe.Props;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an actor's context offers to a supervisor besides its public face. The kernel's contexts implement it.
///
/// @param <M> the class of the supervisor's messages
public interface Overseer<M> {
    /// Monotonic time on the system's clock; compare by difference only.
    long nanoTime();

    /// Spawns a child whose own end only halts it.
    ///
    /// @param name the last part of its name; null for one of its own
    /// @param place where it stands among its siblings: who has the greatest place stops first, and among equals the youngest
    /// @param event makes the supervisor's message of what becomes of the child
    /// @throws IllegalArgumentException if the name breaks a rule
    /// @throws IllegalStateException if the name is taken
    Child oversee(@Nullable String name, Props<?> props, long place,
            Function<? super ChildEvent, ? extends M> event);
}
