package dev.troupe;

/// In which order an actor's children stop when it stops or restarts.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="childrenStop"}
public enum ChildrenStop {
    /// All are told at once, so it takes as long as the slowest.
    TOGETHER,
    /// The youngest first, and each after the one before has ended.
    YOUNGEST_FIRST
}
