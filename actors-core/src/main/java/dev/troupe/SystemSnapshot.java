package dev.troupe;

import java.util.List;

/// What a system is doing, at one moment.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="snapshot"}
///
/// @param system the system's name
/// @param actors how many actors have a name
/// @param restarts how many restarts there have been
/// @param failures how many failures there have been
/// @param lastFailures the last of them, the oldest first; at most 32
public record SystemSnapshot(String system, int actors, long restarts, long failures, List<Failure> lastFailures) {}
