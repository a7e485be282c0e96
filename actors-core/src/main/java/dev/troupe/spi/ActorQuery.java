package dev.troupe.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which actors, in which order, and how many. Immutable.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="actors"}
///
/// @param search what their name or group contains, whatever the case; empty for all
/// @param group their group; null for any
/// @param state what they do; null for anything
/// @param order by what
/// @param descending whether the greatest come first
/// @param offset how many of the first are left out
/// @param limit how many at most
public record ActorQuery(String search, @Nullable String group, @Nullable ActorState state, Order order,
        boolean descending, int offset, int limit) {
    private static final int MOST = 10_000;

    /// By what actors are sorted; equal ones by name.
    ///
    /// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="actors"}
    public enum Order {
        /// The name.
        PATH,
        /// The group.
        GROUP,
        /// The state, in the order of [ActorState].
        STATE,
        /// How many messages wait.
        DEPTH,
        /// How long the oldest has waited.
        OLDEST,
        /// How many messages it has taken.
        PROCESSED,
        /// How many of them a second; those of which that isn't known yet are the least.
        RATE,
        /// How many restarts.
        RESTARTS
    }

    /// The first hundred of all, by name.
    public static final ActorQuery ALL = new ActorQuery("", null, null, Order.PATH, false, 0, 100);

    /// Checks the limits.
    ///
    /// @throws IllegalArgumentException if the offset is negative, or the limit not between 0 and 10,000
    public ActorQuery {
        Objects.requireNonNull(search, "search must not be null: search=null");
        Objects.requireNonNull(order, "order must not be null: order=null");
        if (offset < 0) throw new IllegalArgumentException("offset must be >= 0: offset=" + offset);
        if (limit < 0 || limit > MOST)
            throw new IllegalArgumentException("limit must be between 0 and " + MOST + ": limit=" + limit);
    }

    /// The same for those with a text in their name or group.
    ///
    /// @param text the text
    /// @return another query
    public ActorQuery search(String text) {
        return new ActorQuery(text, group, state, order, descending, offset, limit);
    }

    /// The same for one group.
    ///
    /// @param name the group; null for any
    /// @return another query
    public ActorQuery group(@Nullable String name) {
        return new ActorQuery(search, name, state, order, descending, offset, limit);
    }

    /// The same for those in a state.
    ///
    /// @param wanted the state; null for any
    /// @return another query
    public ActorQuery state(@Nullable ActorState wanted) {
        return new ActorQuery(search, group, wanted, order, descending, offset, limit);
    }

    /// The same, the least first.
    ///
    /// @param by what counts
    /// @return another query
    public ActorQuery ascending(Order by) {
        return new ActorQuery(search, group, state, by, false, offset, limit);
    }

    /// The same, the greatest first.
    ///
    /// @param by what counts
    /// @return another query
    public ActorQuery descending(Order by) {
        return new ActorQuery(search, group, state, by, true, offset, limit);
    }

    /// The same with other rows of the result.
    ///
    /// @param from how many of the first are left out
    /// @param most how many at most
    /// @return another query
    /// @throws IllegalArgumentException as the constructor
    public ActorQuery page(int from, int most) {
        return new ActorQuery(search, group, state, order, descending, from, most);
    }
}
