package dev.troupe.spi;

import org.jspecify.annotations.Nullable;

/// A crash.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
///
/// @param atMillis when, in milliseconds since 1970, by the system's clock
/// @param actor the actor's or task's name
/// @param message the class of the message in hand; null if there was none
/// @param exception the class of what was thrown
/// @param text what that says; null if nothing
/// @param directive what the actor's policy made of it: `resume`, `restart`, `stop`, `escalate`
/// @param restarts how many restarts the actor has had, this one included if it is one
/// @param stack the stack trace, as `printStackTrace` prints it, at most 64 KB
public record FailureEntry(long atMillis, String actor, @Nullable String message, String exception,
        @Nullable String text, String directive, int restarts, String stack) {}
