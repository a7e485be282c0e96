package dev.troupe.supervision;

/// How many children a supervisor has.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="children"}
///
/// @param specs how many specs; in a pool, how many children that have not ended for good
/// @param running how many of them run
/// @param supervisors how many of the specs are supervisors and pools
public record Counts(int specs, int running, int supervisors) {}
