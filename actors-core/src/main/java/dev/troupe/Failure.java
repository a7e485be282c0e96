package dev.troupe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A crash: what an actor let out, or a context used where it doesn't belong.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="failure"}
///
/// @param actor the actor's name
/// @param message the class of the message in hand; null if there was none
/// @param cause what was thrown, as it was thrown
/// @param directive what its own policy made of it; a supervisor may still restart one that ends
/// @param restarts how many restarts the actor has had, this one included if it is one
/// @param last the last messages it had taken, the oldest first; empty unless [Props#recording] is on
public record Failure(String actor, @Nullable Class<?> message, Throwable cause, Directive directive, int restarts,
        List<Envelope> last) {
    /// A failure without a life to restart.
    ///
    /// @param actor the actor's name
    /// @param message the class of the message in hand; null if there was none
    /// @param cause what was thrown
    public Failure(String actor, @Nullable Class<?> message, Throwable cause) {
        this(actor, message, cause, Directive.STOP, 0, List.of());
    }
}
