package dev.troupe;

/// A listener's place; closing it takes the listener away. Any thread may close it, any number of times.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="subscription"}
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /// Takes the listener away. It may still be called by a thread that is calling it just now.
    @Override
    void close();
}
