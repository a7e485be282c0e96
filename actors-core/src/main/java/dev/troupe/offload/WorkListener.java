package dev.troupe.offload;

/// Is told of the work of a pool, for metrics. Called by the pool's threads, or by who cancelled: it must not block.
///
/// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="stats"}
@FunctionalInterface
public interface WorkListener {
    /// A piece of work has ended.
    ///
    /// @param end how
    void ended(WorkEnd end);
}
