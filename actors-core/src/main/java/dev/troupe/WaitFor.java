package dev.troupe;

import org.jspecify.annotations.Nullable;

/// One arrow in the graph of who waits for whom. Who waits for several tasks at once has an arrow to each.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="waits"}
///
/// @param waiter the actor or task that waits
/// @param what how it waits, in words, such as `asks b` or `receives Bill`
/// @param target the actor or task that must do something for the wait to end; null if that is not one of them
public record WaitFor(String waiter, String what, @Nullable String target) {
    @Override
    public String toString() {
        return waiter + " " + what;
    }
}
