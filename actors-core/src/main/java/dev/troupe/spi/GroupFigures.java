package dev.troupe.spi;

/// A group of actors: those whose `Props` name it, else those whose behavior is of the same outermost class and whose messages are of
/// the same class, such as `Bank:Account`.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="groups"}
///
/// @param group its name
/// @param live how many of its actors live
/// @param started how many were spawned
/// @param processed how many messages they have taken
/// @param waiting how many messages wait for them
/// @param deepest how many wait in the fullest of their mailboxes
public record GroupFigures(String group, long live, long started, long processed, long waiting, long deepest) {}
