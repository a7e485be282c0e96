package dev.troupe.spi;

import org.jspecify.annotations.Nullable;

/// One arrow in the graph of who waits for whom.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="tree"}
///
/// @param waiter the actor or task that waits
/// @param what how, in words, such as `asks b`
/// @param target who must do something for the wait to end; null if that is no actor or task
public record WaitEntry(String waiter, String what, @Nullable String target) {}
