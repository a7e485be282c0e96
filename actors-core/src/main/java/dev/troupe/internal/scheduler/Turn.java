package dev.troupe.internal.scheduler;

import org.jspecify.annotations.Nullable;

/// Something that takes turns: all a scheduler knows of an actor.
///
/// @param <C> what has to be resumed for a turn that can't be taken on the spot
@FunctionalInterface
public interface Turn<C> {
    /// Takes one turn: the whole of it, or up to where something has to be resumed to go on with it.
    ///
    /// @param argument what the entry carries: a message or a signal
    /// @return what to resume, or null if the turn is over; must not throw
    @Nullable C take(Object argument);

    /// An entry that came from outside has joined the others, on a lane that is shared; or any was taken out of a lane of one
    /// actor. The caller holds the lane.
    ///
    /// @param argument what it carries
    /// @return as [#isCounted]
    default boolean arrived(Object argument) {
        return true;
    }

    /// Whether an entry is counted among what waits, and not only the lane's own business. Any thread may ask.
    ///
    /// @param argument what it carries
    default boolean isCounted(Object argument) {
        return true;
    }

    /// An entry was put that nobody will ever take, since the system is closed.
    ///
    /// @param argument what it carries
    default void swept(Object argument) {}
}
