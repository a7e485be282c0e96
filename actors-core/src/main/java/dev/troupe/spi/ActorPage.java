package dev.troupe.spi;

import java.util.List;

/// Some of the actors that a query is for.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="actors"}
///
/// @param live how many actors live
/// @param matching how many of them the query is for
/// @param rows those of the page
public record ActorPage(int live, int matching, List<ActorFigures> rows) {}
