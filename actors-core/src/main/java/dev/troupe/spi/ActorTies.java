package dev.troupe.spi;

import java.util.List;

/// Whom an actor is tied to, by names.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="tree"}
///
/// @param path its own name
/// @param watches whom it watches
/// @param watchedBy who watches it; threads outside are not named
/// @param links whom it is linked to
public record ActorTies(String path, List<String> watches, List<String> watchedBy, List<String> links) {}
