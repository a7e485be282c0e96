package dev.troupe.spi;

import org.jspecify.annotations.Nullable;

/// One actor in the tree of parents and children.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="tree"}
///
/// @param path its name
/// @param parent its parent's name; null at the top
/// @param group its group
/// @param state what it does
/// @param depth how many messages wait for it
/// @param restarts how many restarts it has had
public record TreeFigures(String path, @Nullable String parent, String group, ActorState state, int depth,
        int restarts) {}
